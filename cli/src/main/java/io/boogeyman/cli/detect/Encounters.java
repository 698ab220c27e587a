package io.boogeyman.cli.detect;

import io.boogeyman.cli.result.DetectionResult.Encounter;
import io.boogeyman.cli.result.DetectionResult.EvidencePoint;
import io.boogeyman.cli.result.DetectionResult.Histogram;
import io.boogeyman.cli.result.DetectionResult.Latency;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.core.statistics.Quantile;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.calibration.ClientLife;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.sequential.Evidence;
import io.boogeyman.defend.sequential.SequentialTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Many thieves of one kind before one calibrated detector. */
final class Encounters {
  private static final int THIEVES = 200;
  private static final int BINS = 40;
  private static final int POINTS = 100;
  private static final int WATCHED = 50;

  private final CalibratedDetector detector;
  private final SequentialTest test;
  private final double[] own;
  private final Clients clients;

  /**
   * How clients are simulated.
   *
   * @param lifetime queries of a client, at most
   * @param accounts over which a thief spreads
   * @param seed of all chance
   */
  record Clients(int lifetime, int accounts, Seed seed) {}

  /**
   * @param own scores of own images that nothing was chosen by
   */
  Encounters(CalibratedDetector detector, double[] own, Clients clients) {
    this.detector = detector;
    this.test = detector.test();
    this.own = own;
    this.clients = clients;
  }

  /**
   * What comes of it.
   *
   * @param scores of all images that the attack asks from
   */
  Encounter with(Attack attack, double... scores) {
    double[] asked = life(attack, attack.thief().most(), 0, scores);
    Separation separation = new Separation(own, asked);
    return new Encounter(
        separation.auroc(),
        separation.averagePrecision(),
        separation.averagePrecisionOfOwn(),
        separation.falseAlarmsAt(0.95),
        separation.found(detector.threshold()),
        latency(attack, clients.lifetime(), scores, life -> ClientLife.untilAccused(test, life)),
        latency(attack, clients.accounts() * clients.lifetime(), scores, this::untilLastAccused),
        separation.curve(POINTS),
        histogram(asked),
        evidence(attack, scores));
  }

  /** The share of customers accused, who ask own images by chance, none twice. */
  Interval customersAccused() {
    long accused =
        IntStream.range(0, THIEVES)
            .filter(i -> ClientLife.untilAccused(test, customer(i)) <= customer(i).length)
            .count();
    return Interval.share(accused, THIEVES);
  }

  private double[] customer(int number) {
    int[] order = clients.seed().derive("customer", number).permutation(own.length);
    return picked(own, Arrays.copyOf(order, Math.min(own.length, clients.lifetime())));
  }

  /** Scores of a thief's queries, in order. */
  private double[] life(Attack attack, int queries, int thief, double... scores) {
    int[] asked = attack.queries(queries, clients.seed().derive("thief", thief));
    return picked(scores, asked);
  }

  private static double[] picked(double[] scores, int... places) {
    return Arrays.stream(places).mapToDouble(place -> scores[place]).toArray();
  }

  private Latency latency(
      Attack attack, int queries, double[] scores, ToIntFunction<double[]> until) {
    int[] sorted =
        IntStream.range(0, THIEVES)
            .map(thief -> until.applyAsInt(life(attack, queries, thief, scores)))
            .sorted()
            .toArray();
    int most = Math.min(queries, attack.thief().most());
    double never = IntStream.of(sorted).filter(count -> count > most).count() / (double) THIEVES;
    return new Latency(sorted[THIEVES / 2], sorted[THIEVES * 95 / 100 - 1], never);
  }

  /**
   * Queries in all until the last of a thief's accounts is accused: he asks by turns, and an
   * account that is accused asks no more.
   */
  private int untilLastAccused(double... scores) {
    Evidence[] evidence = new Evidence[clients.accounts()];
    Arrays.setAll(evidence, account -> test.begin());
    int free = evidence.length;
    for (int asked = 0, turn = 0; asked < scores.length; turn = (turn + 1) % evidence.length) {
      if (!test.accuses(evidence[turn])) {
        evidence[turn] = test.update(evidence[turn], scores[asked++]);
        free -= test.accuses(evidence[turn]) ? 1 : 0;
        if (free == 0) {
          return asked;
        }
      }
    }
    return scores.length + 1;
  }

  private Histogram histogram(double... asked) {
    double[] all =
        IntStream.range(0, own.length + asked.length)
            .mapToDouble(i -> i < own.length ? own[i] : asked[i - own.length])
            .sorted()
            .toArray();
    // Ends are by rank: one image far out would else leave all others in one bin.
    double low = all[all.length / 200];
    double high = Math.max(all[all.length - 1 - all.length / 200], low + 1e-9);
    List<Double> edges =
        IntStream.rangeClosed(0, BINS).mapToObj(i -> low + (high - low) * i / BINS).toList();
    return new Histogram(edges, shares(own, low, high), shares(asked, low, high));
  }

  private static List<Double> shares(double[] scores, double low, double high) {
    double[] shares = new double[BINS];
    for (double score : scores) {
      int bin = (int) (BINS * (score - low) / (high - low));
      shares[Math.max(0, Math.min(BINS - 1, bin))] += 1.0 / scores.length;
    }
    return Arrays.stream(shares).boxed().toList();
  }

  private List<EvidencePoint> evidence(Attack attack, double... scores) {
    double[][] thieves = new double[WATCHED][];
    double[][] customers = new double[WATCHED][];
    for (int i = 0; i < WATCHED; i++) {
      thieves[i] = highest(life(attack, clients.lifetime(), i, scores));
      customers[i] = highest(customer(i));
    }
    List<EvidencePoint> points = new ArrayList<>();
    int longest = Math.min(thieves[0].length, customers[0].length);
    for (int queries = 1; queries <= longest; queries = Math.max(queries + 1, queries * 5 / 4)) {
      points.add(new EvidencePoint(queries, band(customers, queries), band(thieves, queries)));
    }
    return points;
  }

  /** The highest evidence so far, after each query. */
  private double[] highest(double... scores) {
    double[] highest = new double[scores.length];
    Evidence evidence = test.begin();
    for (int i = 0; i < scores.length; i++) {
      evidence = test.update(evidence, scores[i]);
      highest[i] = evidence.highest();
    }
    return highest;
  }

  private static List<Double> band(double[][] lives, int queries) {
    double[] evidence = Arrays.stream(lives).mapToDouble(life -> life[queries - 1]).toArray();
    return List.of(
        Quantile.of(evidence, 0.05), Quantile.median(evidence), Quantile.of(evidence, 0.95));
  }
}
