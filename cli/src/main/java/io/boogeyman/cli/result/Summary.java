package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;

/**
 * What thieves got with one granularity and budget. With several seeds the intervals are over seeds
 * and test images together ({@link Interval#meanOverSeeds}), with one over test images.
 *
 * @param answers the granularity: {@code "full"}, {@code "top-5"}, {@code "round-2"}, {@code
 *     "label"}
 * @param budget images asked
 * @param cost what they cost
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
    double cost,
    int seeds,
    Interval accuracy,
    Interval top5,
    Interval fidelity,
    Interval recovery,
    Interval divergence) {}
