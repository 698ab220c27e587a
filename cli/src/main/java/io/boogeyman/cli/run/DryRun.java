package io.boogeyman.cli.run;

import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.BlindStrategy;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a theft would ask, of whom, and what it would cost; nothing is asked. Decoded images go into
 * the cache, and a run's database is opened where there is one; no run is begun.
 */
public final class DryRun {
  private final StealSettings settings;
  private final Victim victim;
  private final Path database;

  private DryRun(StealSettings settings, Victim victim, Path folder) {
    this.settings = settings;
    this.victim = victim;
    this.database = RunFolder.database(folder);
  }

  /**
   * What the theft with these settings would ask.
   *
   * @param folder the run's folder, which need not exist
   * @param cache where decoded images are kept
   * @throws IOException if images cannot be read
   * @throws IllegalArgumentException where the theft would be refused
   */
  public static DryRunResult of(
      StealSettings settings, Victim victim, Path folder, Path cache, Progress progress)
      throws IOException {
    ImageShape shape = victim.shape();
    ImageSets sets = new ImageSets(cache, settings.compute().threads(), progress);
    try (OpenSources opened = new OpenSources(sets, shape);
        OpenImages tests = settings.test().open(sets, shape)) {
      Thief thief = settings.thief(opened, shape, progress);
      return new DryRun(settings, victim, folder).result(thief, settings.test().select(tests));
    }
  }

  private DryRunResult result(Thief thief, ImageSet labelled) {
    Precautions precautions = new Precautions(settings, victim);
    ImageSet test = precautions.test(labelled);
    precautions.requirePlans();
    Asking.requireEnough(settings, thief);
    PredictionApi api = victim.api();
    List<DryRunResult.Part> parts = new ArrayList<>();
    Set<ImageDigest> asked = new HashSet<>();
    for (Asking asking : Asking.all(settings, thief)) {
      Thief asks = asking.of(thief);
      if (asks.strategy() instanceof BlindStrategy blind) {
        ImageSet images = asks.images().unlabelled();
        int[] order = blind.order(images.size(), settings.largestBudget(), new Seed(asking.seed()));
        parts.add(part(who(asking, asks), images, order, api.identity(), asked, settings.price()));
      } else {
        parts.add(atMost(who(asking, asks)));
      }
    }
    int[] all = IntStream.range(0, test.size()).toArray();
    String examiner = Examination.identity(api);
    parts.add(part("test images", test, all, examiner, new HashSet<>(), precautions.priceOfTest()));
    return new DryRunResult(parts, thief.isBlind() && !(victim instanceof AttackedVictim));
  }

  private static String who(Asking asking, Thief thief) {
    boolean tells = !thief.isBlind() || asking.answers().get(0).variationsAsked() > 1;
    return "thief, seed " + asking.seed() + (tells ? ", " + asking.answers().get(0) : "");
  }

  /** Nobody knows what answers will make it ask, nor what of that is on record. */
  private DryRunResult.Part atMost(String who) {
    int budget = settings.largestBudget();
    return new DryRunResult.Part(
        who, budget, 0, budget, calls(budget), settings.price().of(budget));
  }

  private long calls(long images) {
    int perCall = victim.imagesPerCall();
    return (images + perCall - 1) / perCall;
  }

  /**
   * @param asked images that those before this one ask; this one's are added
   */
  private DryRunResult.Part part(
      String who,
      ImageSet images,
      int[] positions,
      String identity,
      Set<ImageDigest> asked,
      Price price) {
    List<ImageDigest> digests =
        Arrays.stream(positions).parallel().mapToObj(images::digestOf).toList();
    Set<ImageDigest> wanted = new HashSet<>(digests);
    wanted.removeAll(asked);
    asked.addAll(wanted);
    long toAsk = wanted.size() - onRecord(List.copyOf(wanted), identity);
    return new DryRunResult.Part(
        who, positions.length, positions.length - toAsk, toAsk, calls(toAsk), price.of(toAsk));
  }

  private long onRecord(List<ImageDigest> digests, String identity) {
    if (!Files.exists(database)) {
      return 0;
    }
    try (SqliteJournal journal = SqliteJournal.open(database, identity)) {
      return journal.find(digests).size();
    }
  }
}
