package io.boogeyman.cli.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells of pieces of work as they begin, and how long all that is left will take: as long as was
 * thought, times how much longer than thought those that have ended took. Used by several threads.
 */
final class Announcements {
  /** Shorter pieces say nothing of how far estimates are off. */
  private static final double TELLING = 3;

  private final Map<Node, Reproduction.Step> left;
  private final int pieces;
  private final Consumer<String> told;
  private int begun;
  private long since = System.nanoTime();
  private double taken;
  private double thought;

  /**
   * @param steps all that is to be done
   * @param told of each piece, in one line
   */
  Announcements(Map<Node, Reproduction.Step> steps, Consumer<String> told) {
    this.left = new LinkedHashMap<>(steps);
    this.pieces = steps.size();
    this.told = told;
  }

  synchronized void begins(Node node) {
    begun++;
    told.accept(
        "%d of %d: %s; about %s left in all".formatted(begun, pieces, node.name(), minutesLeft()));
  }

  /**
   * @param seconds that it took
   */
  synchronized void ended(Node node, double seconds) {
    Reproduction.Step step = left.remove(node);
    long now = System.nanoTime();
    if (seconds > TELLING) {
      taken += (now - since) / 1e9; // since another one ended: they may go on side by side
      thought += step.seconds();
    }
    since = now;
  }

  private String minutesLeft() {
    double estimated = left.values().stream().mapToDouble(Reproduction.Step::seconds).sum();
    double factor = thought > 0 ? taken / thought : 1;
    long whole = Math.max(1, Math.round(factor * estimated / 60));
    return whole < 60 ? whole + " min" : "%d h %02d min".formatted(whole / 60, whole % 60);
  }
}
