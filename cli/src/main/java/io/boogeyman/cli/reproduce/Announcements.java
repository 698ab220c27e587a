package io.boogeyman.cli.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells of pieces of work as they begin, and how long all that is left will take: as long as was
 * thought, times how much longer than thought it has taken so far. What goes on beside others
 * counts as half done. Used by several threads.
 */
final class Announcements {
  /** Pieces that are shorter, since they were there already, say nothing of how far it is off. */
  private static final long TELLING = 3_000_000_000L;

  private final Map<Node, Double> left = new LinkedHashMap<>();
  private final Map<Node, Long> underWay = new LinkedHashMap<>();
  private final int pieces;
  private final Consumer<String> told;
  private final LongSupplier clock;
  private final long start;
  private int begun;
  private double thought;

  /**
   * @param steps all that is to be done
   * @param told of each piece, in one line
   * @param clock nanoseconds since any instant
   */
  Announcements(Map<Node, Reproduction.Step> steps, Consumer<String> told, LongSupplier clock) {
    steps.forEach((node, step) -> left.put(node, step.seconds()));
    this.pieces = steps.size();
    this.told = told;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  synchronized void begins(Node node) {
    begun++;
    told.accept(
        "%d of %d: %s; about %s left in all".formatted(begun, pieces, node.name(), minutesLeft()));
    underWay.put(node, clock.getAsLong());
  }

  synchronized void ended(Node node) {
    long taken = clock.getAsLong() - underWay.remove(node);
    double estimated = left.remove(node);
    thought += taken > TELLING ? estimated : 0;
  }

  private String minutesLeft() {
    double halves = underWay.keySet().stream().mapToDouble(left::get).sum() / 2;
    double estimated = left.values().stream().mapToDouble(Double::doubleValue).sum() - halves;
    double taken = (clock.getAsLong() - start) / 1e9;
    double factor = thought > 0 ? taken / (thought + halves) : 1;
    long whole = Math.max(1, Math.round(factor * estimated / 60));
    return whole < 60 ? whole + " min" : "%d h %02d min".formatted(whole / 60, whole % 60);
  }
}
