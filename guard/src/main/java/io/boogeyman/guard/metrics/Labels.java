package io.boogeyman.guard.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One meter for each value of a label, made when it is first needed. Beyond a number of values all
 * others share one: a label must not grow with what strangers send.
 */
final class Labels<T> {
  private static final String OTHER = "other";
  private static final int MOST = 50;

  private final Map<String, T> meters = new ConcurrentHashMap<>();
  private final Function<String, T> make;

  Labels(Function<String, T> make) {
    this.make = make;
  }

  T of(String value) {
    T known = meters.get(value);
    if (known != null) {
      return known;
    }
    return meters.computeIfAbsent(meters.size() < MOST ? value : OTHER, make);
  }
}
