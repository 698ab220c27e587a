package io.boogeyman.cli.detect;

import io.boogeyman.cli.result.DetectionResult.Loot;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.Theft;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.victim.Victim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Steals as every attacker would, each in a run folder of its own, which goes on where it was. */
public final class VictimThefts implements Thefts {
  private final Victim victim;
  private final ImageSet test;
  private final StealSettings settings;
  private final Path folder;
  private final Progress progress;

  /**
   * @param test labelled images on which copies are measured
   * @param settings budgets, seeds and copies; their thief is passed over
   * @param folder in which each attacker gets a folder
   */
  public VictimThefts(
      Victim victim, ImageSet test, StealSettings settings, Path folder, Progress progress) {
    this.victim = victim;
    this.test = test;
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  @Override
  public List<Loot> by(Attack attack) {
    List<Integer> budgets =
        settings.budgets().stream().filter(budget -> budget <= attack.thief().most()).toList();
    if (budgets.isEmpty()) {
      return List.of();
    }
    String name = attack.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    try (RunFolder run = RunFolder.open(folder.resolve(name))) {
      StealResult result =
          new Theft(
                  settings.with(ThiefSettings.of(attack.thief().images().name()), budgets),
                  run,
                  progress)
              .run(victim, attack.thief(), test);
      List<Loot> loot = new ArrayList<>();
      result
          .summary()
          .forEach(row -> loot.add(new Loot(row.budget(), row.fidelity(), row.recovery())));
      return loot;
    }
  }
}
