package io.boogeyman.cli.reproduce;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.reproduce.profile.CopyPlan;
import io.boogeyman.cli.reproduce.profile.Pool;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.ThiefPlan;
import io.boogeyman.cli.run.Haul;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.OpenSources;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealRun;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.StrategyChoice;
import io.boogeyman.cli.run.SurrogateSettings;
import io.boogeyman.cli.run.TestImages;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Transformation;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steals a profile's victims. What came of a theft is kept in a file that is named by all that it
 * depends on: thieves who look at answers or filter their pool would else train what they need for
 * that again, to ask nothing. Copies are trained on as many threads each, whatever else is planned:
 * on others they would end with other bits, and not be found again. All thefts of one victim share
 * a run folder: an answer is asked once, whichever thief asks it, and a copy that depends on
 * nothing new is not trained again.
 */
final class TheftWork {
  /** Images of a part are counted as its share of the whole; the theft itself counts exactly. */
  private static final double ROUNDING = 1.05;

  /** Raised with whatever has thieves ask other images, or copies learn otherwise. */
  static final String VERSION = "theft 3";

  private final Profile profile;
  private final Lab lab;
  private final DataFolder data;
  private final VictimWork victims;
  private final Path folder;

  /**
   * @param folder in which each victim gets a folder
   */
  TheftWork(Profile profile, Lab lab, VictimWork victims, Path folder) {
    this.profile = profile;
    this.lab = lab;
    this.data = new DataFolder(lab.data());
    this.victims = victims;
    this.folder = folder;
  }

  /**
   * Steals, unless that was done before.
   *
   * @param progress its own, where several thefts go on at once
   */
  TheftResult steal(Node.Steal node, Progress progress) throws IOException {
    Path file = file(node);
    Optional<TheftResult> kept = KeptResults.read(file, TheftResult.class);
    return kept.isPresent()
        ? kept.get()
        : KeptResults.write(file, TheftResult.of(stolen(node, progress)));
  }

  /** What came of the theft, if it was done before. */
  Optional<TheftResult> kept(Node.Steal node) throws IOException {
    return isThere(node) && Files.exists(victims.file(node.victim()))
        ? KeptResults.read(file(node), TheftResult.class)
        : Optional.empty();
  }

  private Path file(Node.Steal node) throws IOException {
    String key = key(node).substring(0, 8);
    return folder.resolve(node.victim()).resolve(name(node) + "-" + key + ".json");
  }

  private Haul stolen(Node.Steal node, Progress progress) throws IOException {
    String file = victims.file(node.victim()).toString();
    try (Victim victim = Victims.open(file, Map.of(), lab.computing(), notice -> {});
        RunFolder run = RunFolder.open(folder.resolve(node.victim()))) {
      return new StealRun(lab.cache(), progress)
          .sharing(lab.seats())
          .steal(settings(node, victim.shape()), victim, run);
    }
  }

  private static String name(Node.Steal node) {
    List<String> budgets = node.budgets().stream().map(Object::toString).toList();
    return String.join(
        "-",
        node.thief(),
        node.copy(),
        String.join("+", node.answers()),
        String.join("+", budgets),
        node.seeds() + "seeds");
  }

  /** Whether there is a theft of this name, though perhaps of other settings. */
  boolean isThere(Node.Steal node) throws IOException {
    return KeptResults.has(folder.resolve(node.victim()), name(node) + "-????????.json");
  }

  private String key(Node.Steal node) throws IOException {
    ImageShape shape = profile.victims().get(node.victim()).shape();
    StealSettings settings = settings(node, shape);
    CopyPlan plan = profile.copies().get(node.copy());
    Digest digest =
        Digest.start()
            .add(VERSION)
            .addFile(victims.file(node.victim()))
            .add(asking(settings.thief()))
            .add(node.answers().toString())
            .add(node.seeds())
            .add(settings.compute().toString())
            .add(settings.computePerJob().toString());
    for (int budget : node.budgets()) {
      copy(plan).addTo(digest.add(budget), shape, budget);
    }
    try (OpenSources opened = new OpenSources(lab.sets(), shape)) {
      for (String source : settings.thief().sources()) {
        digest.add(opened.open(source).digest());
      }
      return digest.add(opened.open(settings.test().toString()).digest()).hex();
    }
  }

  private static String asking(ThiefSettings thief) {
    return "share %s, filter %s, %s, %s"
        .formatted(thief.share(), thief.filter(), thief.transformation(), thief.strategy());
  }

  /**
   * Refuses what would be refused when its turn comes, perhaps hours later.
   *
   * @throws IOException if images cannot be counted
   * @throws IllegalArgumentException in one line
   */
  void check(Node.Steal node) throws IOException {
    try {
      ThiefSettings thief = thief(node);
      SurrogateSettings copy = copy(profile.copies().get(node.copy()));
      copy.requireReadings(node.answers().stream().map(Reading::parse).toList());
      ImageShape shape = profile.victims().get(node.victim()).shape();
      int largest = node.budgets().get(node.budgets().size() - 1);
      copy.plan(shape, largest);
      double most = most(node, thief);
      double slack = isExact(thief) ? 1 : ROUNDING;
      if (largest > slack * most) {
        throw new IllegalArgumentException(
            "a budget of %,d is more than the thief has images for: about %,.0f"
                .formatted(largest, most));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(node.name() + ": " + e.getMessage(), e);
    }
  }

  /** How many images he can ask before a kind of them runs out. */
  private double most(Node.Steal node, ThiefSettings thief) throws IOException {
    ThiefPlan plan = profile.thieves().get(node.thief());
    double foreign = Double.POSITIVE_INFINITY;
    double own = Double.POSITIVE_INFINITY;
    if (thief.share() < 1) {
      String pool = profile.pools().get(plan.pool().orElseThrow()).images();
      foreign = thief.filter().orElse(1) * data.count(pool) / (1 - thief.share());
    }
    if (thief.share() > 0) {
      String insiders =
          plan.insiders()
              .map(pool -> profile.pools().get(pool).images())
              .orElseGet(() -> profile.setOf(node.victim()).insiders().orElseThrow());
      own = data.count(insiders) / thief.share();
    }
    return Math.min(foreign, own);
  }

  /** Whether his images can be counted without looking at them: he has one whole source. */
  private static boolean isExact(ThiefSettings thief) {
    List<String> sources = thief.sources();
    return thief.filter().isEmpty()
        && sources.size() == 1
        && sources.get(0).equals(ImageSets.whole(sources.get(0)));
  }

  /** Images that are looked at until all copies are trained. */
  long images(Node.Steal node) {
    ImageShape shape = profile.victims().get(node.victim()).shape();
    SurrogateSettings copy = copy(profile.copies().get(node.copy()));
    long one =
        node.budgets().stream()
            .mapToLong(budget -> (long) copy.plan(shape, budget).recipe().epochs() * budget)
            .sum();
    long choosing =
        node.budgets().stream()
            .mapToLong(budget -> thief(node).strategy().images(copy, shape, budget))
            .sum();
    return (one + choosing) * node.answers().size() * node.seeds();
  }

  private StealSettings settings(Node.Steal node, ImageShape shape) throws IOException {
    CopyPlan plan = profile.copies().get(node.copy());
    Compute compute = compute(plan, shape);
    return new StealSettings(
        victims.file(node.victim()).toString(),
        Map.of(),
        thief(node),
        new TestImages.Named(data.at(profile.setOf(node.victim()).test())),
        node.budgets(),
        node.answers().stream().map(Reading::parse).toList(),
        copy(plan),
        Price.FREE,
        Optional.empty(),
        Plan.seeds(node.seeds()),
        compute,
        jobs(compute, shape));
  }

  /** How many copies of a theft are trained at once. */
  int jobs(Node.Steal node) throws IOException {
    ImageShape shape = profile.victims().get(node.victim()).shape();
    return jobs(compute(profile.copies().get(node.copy()), shape), shape);
  }

  private int jobs(Compute compute, ImageShape shape) {
    return lab.jobs().orElse(StealSettings.sideBySide(compute, shape, compute.threads()));
  }

  private Compute compute(CopyPlan plan, ImageShape shape) throws IOException {
    return lab.computing().choice().choose(Architectures.named(plan.architecture()), shape);
  }

  /** Decodes all images of a theft, as far as none has done so. */
  void decode(Node.Steal node) throws IOException {
    ImageShape shape = profile.victims().get(node.victim()).shape();
    StealSettings settings = settings(node, shape);
    try (OpenSources opened = new OpenSources(lab.sets(), shape)) {
      opened.open(settings.test().toString());
      for (String source : settings.thief().sources()) {
        opened.open(source);
      }
    }
  }

  private SurrogateSettings copy(CopyPlan plan) {
    return new SurrogateSettings(
        plan.architecture(),
        plan.pretrained().map(data::file),
        plan.schedule().orElse("standard"),
        plan.epochs(),
        plan.batch(),
        plan.learningRate(),
        Optional.empty());
  }

  private ThiefSettings thief(Node.Steal node) {
    ThiefPlan plan = profile.thieves().get(node.thief());
    Optional<String> insiders =
        plan.needsInsiders()
            ? data.insiders(profile.setOf(node.victim()))
            : plan.insiders().map(this::images);
    return new ThiefSettings(
        plan.pool().map(this::images),
        insiders,
        plan.share().orElse(0),
        plan.filter(),
        plan.transformation().map(Transformation::parse),
        plan.strategy().map(StrategyChoice::parse).orElse(StrategyChoice.RANDOM));
  }

  private String images(String pool) {
    Pool named = profile.pools().get(pool);
    return data.at(named.images());
  }
}
