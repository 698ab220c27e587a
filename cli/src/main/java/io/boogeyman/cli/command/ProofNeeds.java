package io.boogeyman.cli.command;

import io.boogeyman.defend.watermark.ProofLevel;
import io.boogeyman.defend.watermark.TriggersNeeded;
import java.util.Locale;

/** How many triggers a proof needs, in words. */
final class ProofNeeds {
  private static final double HALF = 0.5;

  private ProofNeeds() {}

  /** The fewest that prove anything: if all of them are answered with their mark. */
  static int fewest(int classes, ProofLevel level) {
    return new TriggersNeeded(classes, 0, level).count();
  }

  /** How many are enough although a copy forgets half of them: a number, or that none is. */
  static String withHalfForgotten(int classes, ProofLevel level) {
    return classes == 2
        ? "no number"
        : Integer.toString(new TriggersNeeded(classes, HALF, level).count());
  }

  /** How many queries a client asks, on average, until he has as many. */
  static String queries(int classes, double rate) {
    return classes == 2
        ? "no number"
        : String.format(Locale.ROOT, "%,d", new TriggersNeeded(classes, HALF).queries(rate));
  }
}
