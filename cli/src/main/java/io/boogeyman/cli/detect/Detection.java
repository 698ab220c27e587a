package io.boogeyman.cli.detect;

import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.DetectionResult.Attacker;
import io.boogeyman.cli.result.DetectionResult.Customer;
import io.boogeyman.cli.result.DetectionResult.Encounter;
import io.boogeyman.cli.result.DetectionResult.Monitored;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.PoolFilter;
import io.boogeyman.cli.version.Version;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Transformation;
import io.boogeyman.core.image.WeatheredImages;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.calibration.OwnerParts;
import io.boogeyman.defend.calibration.Scores;
import io.boogeyman.defend.calibration.Scoring;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.Split;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sends attackers against calibrated detectors, on images that nothing was fitted to or chosen by:
 * the last quarter of the owner's, the pools' other halves, and pools that no detector has seen.
 */
public final class Detection {
  private final Calibration calibration;
  private final AttackSettings attackers;
  private final ImageSets sets;
  private final Progress progress;

  /**
   * @param calibration the detectors; not closed here
   * @param sets where images are opened
   */
  public Detection(
      Calibration calibration, AttackSettings attackers, ImageSets sets, Progress progress) {
    this.calibration = calibration;
    this.attackers = attackers;
    this.sets = sets;
    this.progress = progress;
  }

  /**
   * Measures every attacker before every detector.
   *
   * @param name the victim's
   * @param stolen what attackers get from it
   * @throws IOException if images cannot be read
   * @throws IllegalArgumentException in one line, if they are not those of the calibration any more
   */
  public DetectionResult run(String name, Network victim, Compute compute, Thefts stolen)
      throws IOException {
    DetectorSettings settings = DetectorSettings.of(calibration);
    try (DetectorImages images = new DetectorImages(settings, sets, victim.shape());
        Observer observer = Observer.of(victim, compute)) {
      OwnerParts own = images.own();
      requireUnchanged(settings.own(), CalibrationRun.digests(own));
      Map<String, Split> pools = images.pools();
      requireUnchanged(String.join(",", settings.pools()), CalibrationRun.digests(pools.values()));
      Scoring scoring =
          new Scoring(
              observer,
              calibration.detectors().stream().map(CalibratedDetector::detector).toList(),
              progress);
      Scores usual = scoring.score(own.report(), "the owner's images");
      Optional<Monitors> monitors =
          Monitors.of(
              observer,
              observer.observe(own.fitting(), "Looking at the owner's images", progress),
              victim.shape(),
              clients());
      List<Monitored> monitored = new ArrayList<>();
      monitors.ifPresent(watching -> monitored.add(watching.customers(own.report())));
      List<Attacker> met = new ArrayList<>();
      PoolFilter filter = new PoolFilter(compute.threads(), progress);
      for (Attack attack : attackers.attacks(images, own, pools, filter)) {
        Scores scores = scoring.score(attack.thief().images(), attack.name());
        monitors.ifPresent(watching -> monitored.add(watching.thieves(attack)));
        met.add(
            new Attacker(
                attack.name(),
                attack.asks(),
                attack.seen(),
                encounters(attack, usual, scores),
                stolen.by(attack)));
      }
      return result(name, usual, customers(scoring, own.report()), met, monitored);
    }
  }

  private void requireUnchanged(String name, Map<String, String> digests) {
    for (Map.Entry<String, String> part : digests.entrySet()) {
      if (!part.getValue().equals(calibration.data().get(part.getKey()))) {
        throw new IllegalArgumentException(
            name + " has changed since the calibration; calibrate again");
      }
    }
  }

  private List<Encounter> encounters(Attack attack, Scores usual, Scores scores) {
    Encounters.Clients clients = clients();
    return IntStream.range(0, calibration.detectors().size())
        .mapToObj(
            d ->
                new Encounters(calibration.detectors().get(d), usual.of(d), clients)
                    .with(attack, scores.of(d)))
        .toList();
  }

  /** Not every strange image is a thief's: those that bounds were to bear, and others. */
  private List<Customer> customers(Scoring scoring, ImageSet own) {
    Set<Transformation> states = new LinkedHashSet<>(WeatheredImages.STATES);
    states.add(Transformation.MIRROR);
    states.addAll(DetectorSettings.of(calibration).calibration().states());
    return states.stream()
        .map(
            how ->
                customer(how.toString(), scoring.score(how.of(own), "customers' images, " + how)))
        .toList();
  }

  private Customer customer(String name, Scores scores) {
    Encounters.Clients clients = clients();
    List<Interval> flagged = new ArrayList<>();
    List<Interval> accused = new ArrayList<>();
    for (int d = 0; d < calibration.detectors().size(); d++) {
      CalibratedDetector detector = calibration.detectors().get(d);
      double[] sent = scores.of(d);
      flagged.add(new Separation(sent, sent).falseAlarms(detector.threshold()));
      accused.add(new Encounters(detector, sent, clients).customersAccused());
    }
    return new Customer(name, flagged, accused);
  }

  private Encounters.Clients clients() {
    return new Encounters.Clients(
        calibration.lifetime(),
        attackers.accounts(),
        DetectorSettings.of(calibration).calibration().seed().derive("clients"));
  }

  private DetectionResult result(
      String name,
      Scores usual,
      List<Customer> customers,
      List<Attacker> met,
      List<Monitored> monitored) {
    return new DetectionResult(
        DetectionResult.SCHEMA,
        Version.text(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        name,
        calibration.data(),
        calibration.lifetime(),
        attackers.accounts(),
        usual.victimMicros(),
        IntStream.range(0, calibration.detectors().size())
            .mapToObj(d -> row(calibration.detectors().get(d), usual.micros(d)))
            .toList(),
        customers,
        met,
        monitored);
  }

  private static DetectionResult.Detector row(CalibratedDetector detector, double micros) {
    return new DetectionResult.Detector(
        detector.name(),
        micros,
        detector.threshold().falseAlarms(),
        detector.falseAlarms(),
        detector.bound().falseAlarms(),
        detector.accused(),
        detector.bound().evidence());
  }
}
