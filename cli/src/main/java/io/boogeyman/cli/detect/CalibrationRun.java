package io.boogeyman.cli.detect;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Transformation;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.statistics.Quantile;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.calibration.Calibrator;
import io.boogeyman.defend.calibration.CustomerScores;
import io.boogeyman.defend.calibration.OwnerParts;
import io.boogeyman.defend.calibration.Scores;
import io.boogeyman.defend.calibration.Scoring;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.stateless.FeatureClassifier;
import io.boogeyman.defend.stateless.ImageDetector;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.Split;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The whole of {@code boogeyman calibrate}: detectors are fitted to a half of the owner's images
 * and of the pools, thresholds and bounds chosen by a quarter of the owner's, and what they keep is
 * measured on the last quarter.
 */
public final class CalibrationRun {
  private static final int STRANGERS = 400;

  /** An area under the ROC curve that is hardly better than chance. */
  private static final double BLIND = 0.6;

  private final DetectorSettings settings;
  private final ImageSets sets;
  private final Progress progress;
  private final Consumer<String> warnings;

  /**
   * @param sets where images are opened
   * @param warnings told of, in one line each, what may be wrong with the images
   */
  public CalibrationRun(
      DetectorSettings settings, ImageSets sets, Progress progress, Consumer<String> warnings) {
    this.settings = settings;
    this.sets = sets;
    this.progress = progress;
    this.warnings = warnings;
  }

  /**
   * Fits and calibrates.
   *
   * @param pretrained a network of public weights for the foreign-query classifier to look through,
   *     if any; closed with the calibration
   * @throws IOException if images cannot be read
   * @throws IllegalArgumentException in one line, if there are too few of them, or they do not fit
   */
  public Calibration run(Network victim, Compute compute, Optional<Network> pretrained)
      throws IOException {
    try (DetectorImages images = new DetectorImages(settings, sets, victim.shape());
        Observer observer = Observer.of(victim, compute)) {
      OwnerParts own = images.own();
      warnOfScenes(own.calibration());
      Map<String, Split> pools = images.pools();
      List<ImageSet> shown = pools.values().stream().map(Split::first).toList();
      List<ImageDetector> detectors =
          new DetectorFitting(
                  victim, compute, settings.calibration().seed().derive("detectors"), progress)
              .fit(observer, own.fitting(), shown, pretrained, settings.trained());
      return new Calibration(
          Calibration.nameOf(victim),
          data(own, pools.values()),
          settings.calibration().lifetime(),
          calibrated(own, some(pools.values().iterator().next().second()), observer, detectors));
    }
  }

  /**
   * Whether a file holds what this would make for a victim.
   *
   * @throws IOException if it is there and cannot be read
   */
  public boolean isDone(Path file, Network victim, Compute compute) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (Calibration there = Calibration.read(file, victim, compute)) {
      return there.data().entrySet().containsAll(settings.toMap().entrySet())
          && DetectorSettings.of(there).calibration().equals(settings.calibration());
    } catch (IllegalArgumentException e) {
      return false; // another victim's, or damaged
    }
  }

  /** Foreign images that no detector was fitted to, by chance. */
  private ImageSet some(ImageSet held) {
    int[] order = settings.calibration().seed().derive("strangers").permutation(held.size());
    return held.subset("some", Arrays.copyOf(order, Math.min(STRANGERS, held.size())));
  }

  private List<CalibratedDetector> calibrated(
      OwnerParts own, ImageSet strangers, Observer observer, List<ImageDetector> detectors) {
    Scoring scoring = new Scoring(observer, detectors, progress);
    List<Transformation> states = settings.calibration().states();
    List<CustomerScores> chosenBy =
        CustomerScores.of(scoring, own.calibration(), states, "the owner's images, to choose by");
    List<CustomerScores> reportedOn =
        CustomerScores.of(scoring, own.report(), states, "the owner's images, to report on");
    Scores foreign = scoring.score(strangers, "foreign images");
    Calibrator calibrator = new Calibrator(settings.calibration(), own);
    List<CalibratedDetector> calibrated = new ArrayList<>();
    for (int d = 0; d < detectors.size(); d++) {
      if (detectors.get(d) instanceof FeatureClassifier) {
        warnOfStrangers(chosenBy.get(d).asTheyAre(), foreign.of(d));
      }
      warnOfBlindness(detectors.get(d), chosenBy.get(d).asTheyAre(), foreign.of(d));
      calibrated.add(calibrator.calibrate(detectors.get(d), chosenBy.get(d), reportedOn.get(d)));
    }
    return calibrated;
  }

  /** Ranks and intervals are of images that come one by one; frames of a scene come together. */
  private void warnOfScenes(ImageSet own) {
    long scenes = IntStream.range(0, own.size()).map(own::group).distinct().count();
    if (scenes < own.size()) {
      warnings.accept(
          String.format(
              Locale.ROOT,
              "the %,d images that thresholds are chosen by are frames of %,d scenes, and count as"
                  + " if each were of its own: of a new scene more may be flagged than is said",
              own.size(),
              scenes));
    }
  }

  /** Training may fail, and images may be of one kind: thresholds would hold, and mean nothing. */
  private void warnOfBlindness(ImageDetector detector, double[] own, double... foreign) {
    double area = new Separation(own, foreign).auroc().estimate();
    if (area < BLIND) {
      warnings.accept(
          String.format(
              Locale.ROOT,
              "%s does not tell foreign images from the owner's (area under the ROC curve %.2f);"
                  + " do not rely on it",
              detector.name(),
              area));
    }
  }

  /**
   * Foreign images hidden among the owner's raise every threshold over themselves, and thieves pass
   * below it. Half of the pools' images score above their median; so twice the share of the owner's
   * that does estimates how many of those are such images.
   */
  private void warnOfStrangers(double[] own, double... foreign) {
    double median = Quantile.median(foreign);
    double share = 2.0 * Arrays.stream(own).filter(score -> score > median).count() / own.length;
    if (share > settings.calibration().falseAlarms()) {
      warnings.accept(
          String.format(
              Locale.ROOT,
              "about %.1f %% of the images of %s look as foreign as the pools': if foreign images"
                  + " are hidden there, thresholds will let thieves pass",
              100 * share,
              settings.own()));
    }
  }

  private Map<String, String> data(OwnerParts own, Collection<Split> pools) {
    Map<String, String> data = new LinkedHashMap<>(settings.toMap());
    data.putAll(digests(own));
    data.putAll(digests(pools));
    return data;
  }

  /** Of each pool, what was fitted to. */
  static Map<String, String> digests(Collection<Split> pools) {
    Map<String, String> digests = new LinkedHashMap<>();
    for (Split pool : pools) {
      digests.put("pool %d, fitted to".formatted(digests.size() + 1), described(pool.first()));
    }
    return digests;
  }

  /** The owner's images by part. */
  static Map<String, String> digests(OwnerParts own) {
    return Map.of(
        "own, fitted to", described(own.fitting()),
        "own, chosen by", described(own.calibration()),
        "own, reported on", described(own.report()));
  }

  private static String described(ImageSet images) {
    return String.format(Locale.ROOT, "%d images, SHA-256 %s", images.size(), images.digest());
  }
}
