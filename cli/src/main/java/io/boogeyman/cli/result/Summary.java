package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;

/**
 * What thieves got with one granularity and budget. With several seeds the intervals are over seeds
 * and test images together ({@link Interval#meanOverSeeds}), with one over test images.
 *
 * @param answers what was made of them: {@code "full"}, {@code "top-5"}, {@code "label"}, {@code
 *     "recovered"}
 * @param budget images asked
 * @param answered how many were answered, to the thief who got most; fewer than the budget, if the
 *     victim refused to go on
 * @param cost what these cost
 * @param seeds how many surrogates were trained
 * @param accuracy right on the test set
 * @param top5 right class among the five most probable
 * @param fidelity agrees with the victim on the test set
 * @param recovery accuracy over the victim's accuracy
 * @param divergence mean Kullback–Leibler divergence of the surrogate from the victim, nats
 */
public record Summary(
    String answers,
    int budget,
    int answered,
    double cost,
    int seeds,
    Interval accuracy,
    Interval top5,
    Interval fidelity,
    Interval recovery,
    Interval divergence) {}
