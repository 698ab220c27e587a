package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;
import java.util.List;

/**
 * Who was stolen from.
 *
 * @param name what it is called
 * @param kind how it was reached: {@code "network in process"}
 * @param digest digest of its weights or description
 * @param classNames its classes
 * @param accuracy on the test set
 * @param top5 share of test images whose class is among its five most probable
 */
public record VictimSummary(
    String name,
    String kind,
    String digest,
    List<String> classNames,
    Interval accuracy,
    Interval top5) {}
