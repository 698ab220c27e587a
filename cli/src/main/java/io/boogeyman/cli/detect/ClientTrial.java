package io.boogeyman.cli.detect;

import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.sequential.Evidence;
import io.boogeyman.defend.sequential.SequentialTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A sequential test over one detector's scores: its bound chosen by benign clients of the
 * calibration part, and no lower than independent queries need; false accusations counted among
 * those of the report part, thieves caught.
 */
final class ClientTrial {
  private static final double RISK = 0.01;
  private static final int REPORTED = 1_000;
  private static final int THIEVES = 200;

  private final int lifetime;
  private final Seed seed;
  private final SequentialTest test;

  /**
   * @param name of the detector
   * @param calibration the calibration part, and its scores
   */
  ClientTrial(String name, BenignImages calibration, double[] scores, DetectionSettings settings) {
    this.lifetime = settings.lifetime();
    this.seed = settings.seed();
    BenignScores benign = new BenignScores(scores, RISK);
    BenignClients clients = new BenignClients(calibration, lifetime);
    SequentialTest unbounded =
        new SequentialTest(
            name, benign, AccusationBound.ofIndependentQueries(settings.accusations()));
    List<Double> highest = new ArrayList<>();
    int each = (int) Math.ceil(2 / settings.accusations());
    for (String kind : clients.kinds()) {
      SplittableRandom chance = chance("bound " + kind);
      for (int i = 0; i < each; i++) {
        highest.add(life(unbounded, clients.client(kind, chance), scores).highest());
      }
    }
    double[] all = highest.stream().mapToDouble(Double::doubleValue).toArray();
    AccusationBound ofClients = AccusationBound.ofClients(all, settings.accusations());
    AccusationBound independent = AccusationBound.ofIndependentQueries(settings.accusations());
    boolean dependent = ofClients.evidence() > independent.evidence();
    this.test = new SequentialTest(name, benign, dependent ? ofClients : independent);
  }

  private SplittableRandom chance(String what) {
    return new SplittableRandom(seed.derive(what).value());
  }

  /** An image that was asked before says nothing new of who asks: it is not counted again. */
  private static Evidence life(SequentialTest test, int[] asked, double[] scores) {
    Evidence evidence = test.begin();
    for (int image : IntStream.of(asked).distinct().toArray()) {
      evidence = test.update(evidence, scores[image]);
    }
    return evidence;
  }

  /** By kind, the share of benign clients that are accused. */
  Map<String, Interval> accused(BenignImages report, double[] scores) {
    BenignClients clients = new BenignClients(report, lifetime);
    Map<String, Interval> accused = new LinkedHashMap<>();
    for (String kind : clients.kinds()) {
      SplittableRandom chance = chance("report " + kind);
      long count =
          IntStream.range(0, REPORTED)
              .filter(i -> test.accuses(life(test, clients.client(kind, chance), scores)))
              .count();
      accused.put(kind, Interval.share(count, REPORTED));
    }
    return accused;
  }

  /**
   * Queries until a thief is accused, who asks no image twice.
   *
   * @param own every so many queries one is an own image; 0 never
   */
  DetectionResult.Latency untilCaught(double[] foreign, double[] ownScores, int own) {
    int[] caught =
        IntStream.range(0, THIEVES)
            .map(
                thief ->
                    untilCaught(
                        foreign,
                        seed.derive("thief", thief).permutation(foreign.length),
                        ownScores,
                        seed.derive("mixer", thief).permutation(ownScores.length),
                        own))
            .sorted()
            .toArray();
    return new DetectionResult.Latency(caught[THIEVES / 2], caught[THIEVES * 95 / 100]);
  }

  private int untilCaught(
      double[] foreign, int[] foreignOrder, double[] ownScores, int[] ownOrder, int own) {
    Evidence evidence = test.begin();
    int owns = 0;
    for (int i = 0; i < lifetime && owns < ownOrder.length && i - owns < foreignOrder.length; i++) {
      boolean mixes = own > 0 && i % own == own - 1;
      double score = mixes ? ownScores[ownOrder[owns++]] : foreign[foreignOrder[i - owns]];
      evidence = test.update(evidence, score);
      if (test.accuses(evidence)) {
        return i + 1;
      }
    }
    return lifetime + 1;
  }
}
