package io.boogeyman.attack.probe;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an API gave away.
 *
 * @param queries images that were asked in all
 * @param classes how many there are
 * @param answers the finest granularity that its answers are of: {@code full}, {@code round-3},
 *     {@code top-5}, {@code label}
 * @param decimals that probabilities are rounded to; empty if they are not, or none are told
 * @param entries the most classes of an answer with a probability over 0
 * @param repeatDifference how far apart the answers to one image are that was asked again: the
 *     largest difference of a probability, 0 to 1; 1 where other classes were named, or none
 * @param batchDifference the same, of images in one request and alone; empty if some were refused
 *     alone
 * @param medianSeconds of a request of one image
 * @param slowSeconds 95 of 100 requests of one image were not slower
 * @param imagesPerSecond of a request of many images
 * @param foreign what came of images of other worlds, kind by kind
 */
public record ProbeFindings(
    int queries,
    int classes,
    String answers,
    OptionalInt decimals,
    int entries,
    double repeatDifference,
    OptionalDouble batchDifference,
    double medianSeconds,
    double slowSeconds,
    double imagesPerSecond,
    List<ForeignAnswers> foreign) {
  /** What a network's sums may come to otherwise in another order, in single precision. */
  private static final double ROUNDING = 1e-5;

  /** Copies the list. */
  public ProbeFindings {
    foreign = List.copyOf(foreign);
  }

  /** Whether one image got one answer each time, but for rounding. */
  public boolean isRepeatable() {
    return repeatDifference <= ROUNDING;
  }

  /** Whether images in one request got other answers than alone, more than rounding makes. */
  public boolean differsInBatches() {
    return batchDifference.orElse(0) > ROUNDING;
  }

  /** How long so many images would take at the rate that was measured, in seconds. */
  public double secondsFor(long images) {
    return images / imagesPerSecond;
  }
}
