package io.boogeyman.cli.detect;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.detector.StatelessDetector;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.defend.stateless.FeatureClassifier;
import io.boogeyman.defend.stateless.Mahalanobis;
import io.boogeyman.defend.stateless.MaximumSoftmax;
import io.boogeyman.defend.stateless.NearestNeighbours;
import io.boogeyman.nn.image.Split;
import io.boogeyman.nn.image.StoredImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits detectors to a half of the owner's images and of the pools, chooses thresholds and bounds by
 * a quarter of the owner's, and reports on the last quarter and the pools' other halves, which
 * nothing was chosen by. Parts share no group.
 */
public final class Detection {
  private static final int NEIGHBOUR = 10;

  private final DetectionSettings settings;
  private final ImageSets sets;
  private final Progress progress;

  /**
   * A network that looks at images.
   *
   * @param name what it is called
   * @param shape of the images that it takes
   */
  public record View(String name, ImageShape shape, Observer observer) {}

  /** Foreign images: what detectors may be fitted to, if anything, and what is reported on. */
  private record Pool(String name, List<Observation> fit, Observation report) {}

  /**
   * @param sets where images are opened
   */
  public Detection(DetectionSettings settings, ImageSets sets, Progress progress) {
    this.settings = settings;
    this.sets = sets;
    this.progress = progress;
  }

  /**
   * Measures every detector on the victim's view of images, and the foreign-query classifier on
   * others' too.
   *
   * @param victim its name
   * @param views the victim's, and those of other networks
   * @throws IOException if images cannot be read
   * @throws IllegalArgumentException if there are too few of them
   */
  public DetectionResult run(String victim, List<View> views) throws IOException {
    Parts parts = parts(views.get(0));
    List<DetectionResult.Detector> rows = new ArrayList<>();
    for (StatelessDetector<Observation> detector : detectors(parts)) {
      rows.add(row(detector, detector.name(), 0, parts));
    }
    for (View other : views.subList(1, views.size())) {
      Parts seen = parts(other);
      StatelessDetector<Observation> classifier = classifier(seen);
      rows.add(0, row(classifier, classifier.name() + "-" + other.name(), seen.micros(), seen));
    }
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("fit", parts.fit().size());
    sizes.put("calibration", parts.calibration().size());
    sizes.put("report", parts.report().size());
    return new DetectionResult(
        victim,
        sizes,
        settings.falseAlarms(),
        settings.accusations(),
        settings.lifetime(),
        parts.micros(),
        rows);
  }

  /** The owner's images and the pools as one network sees them; split alike for every network. */
  private Parts parts(View view) throws IOException {
    try (StoredImages own = sets.open(settings.own(), view.shape())) {
      Split halves = Split.byGroup(some(own), 0.5, settings.seed().derive("own"));
      Split quarters = Split.byGroup(halves.second(), 0.5, settings.seed().derive("quarters"));
      Observer observer = view.observer();
      Observation fit = observe(observer, halves.first(), "the owner's images, to fit");
      long start = System.nanoTime();
      Observation calibration =
          observe(observer, quarters.first(), "the owner's images, to choose by");
      double micros = (System.nanoTime() - start) / 1e3 / calibration.size();
      return new Parts(
          fit,
          BenignImages.of(quarters.first()),
          calibration,
          BenignImages.of(quarters.second()),
          observe(observer, quarters.second(), "the owner's images, to report on"),
          pools(view.shape(), observer),
          micros);
    }
  }

  private record Parts(
      Observation fit,
      BenignImages calibrationImages,
      Observation calibration,
      BenignImages reportImages,
      Observation report,
      List<Pool> pools,
      double micros) {

    Observation foreign() {
      return Observation.joined(pools.stream().flatMap(pool -> pool.fit().stream()).toList());
    }
  }

  private ImageSet some(ImageSet images) {
    if (images.size() <= settings.most()) {
      return images;
    }
    double share = settings.most() / (double) images.size();
    return Split.byGroup(images, share, settings.seed().derive("some")).first();
  }

  private Observation observe(Observer observer, ImageSet images, String name) {
    return observer.observe(images, "Looking at " + name, progress);
  }

  private List<Pool> pools(ImageShape shape, Observer observer) throws IOException {
    List<Pool> pools = new ArrayList<>();
    for (String name : settings.pools()) {
      try (StoredImages images = sets.open(name, shape)) {
        Split halves = Split.byGroup(some(images), 0.5, settings.seed().derive("pool"));
        pools.add(
            new Pool(
                name,
                List.of(observe(observer, halves.first(), name + ", to fit")),
                observe(observer, halves.second(), name + ", to report on")));
      }
    }
    for (String name : settings.unseen()) {
      try (StoredImages images = sets.open(name, shape)) {
        pools.add(new Pool(name, List.of(), observe(observer, some(images), name)));
      }
    }
    return pools;
  }

  private StatelessDetector<Observation> classifier(Parts parts) {
    return FeatureClassifier.fit(parts.fit(), parts.foreign(), settings.seed().derive("detectors"));
  }

  private List<StatelessDetector<Observation>> detectors(Parts parts) {
    Observation own = parts.fit();
    Observation foreign = parts.foreign();
    Seed seed = settings.seed().derive("detectors");
    return List.of(
        classifier(parts),
        new MaximumSoftmax(),
        new Energy(1),
        Mahalanobis.fit(own, own.answers(), seed),
        Mahalanobis.tuned(own, own.answers(), foreign, seed),
        new NearestNeighbours(own, Math.min(NEIGHBOUR, own.size()), seed));
  }

  /**
   * @param before what has to be computed before a score, an image, besides the victim's own pass
   */
  private DetectionResult.Detector row(
      StatelessDetector<Observation> detector, String name, double before, Parts parts) {
    double[] calibration = detector.scores(parts.calibration());
    long start = System.nanoTime();
    double[] own = detector.scores(parts.report());
    double micros = before + (System.nanoTime() - start) / 1e3 / own.length;
    Threshold threshold = Threshold.byRank(calibration, settings.falseAlarms());
    ClientTrial clients = new ClientTrial(name, parts.calibrationImages(), calibration, settings);
    List<DetectionResult.Pool> rows = new ArrayList<>();
    for (Pool pool : parts.pools()) {
      rows.add(row(pool, detector.scores(pool.report()), own, threshold, clients));
    }
    return new DetectionResult.Detector(
        name,
        micros,
        new Separation(own, calibration).falseAlarms(threshold),
        clients.accused(parts.reportImages(), own),
        rows);
  }

  private static DetectionResult.Pool row(
      Pool pool, double[] foreign, double[] own, Threshold threshold, ClientTrial clients) {
    Separation separation = new Separation(own, foreign);
    return new DetectionResult.Pool(
        pool.name(),
        !pool.fit().isEmpty(),
        separation.auroc(),
        separation.averagePrecision(),
        separation.averagePrecisionOfOwn(),
        separation.falseAlarmsAt(0.95),
        separation.found(threshold),
        clients.untilCaught(foreign, own, 0),
        clients.untilCaught(foreign, own, 2));
  }
}
