package io.boogeyman.cli.matrix;

import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was found of one policy.
 *
 * @param name the file's, without its ending
 * @param releases what it makes of answers, step by step, for people
 * @param thefts by what the thief asks, at least one
 * @param honest what it leaves customers
 */
record PolicyFindings(
    String name, String releases, List<PolicyFindings.Theft> thefts, HonestUse honest) {

  /**
   * What one thief got.
   *
   * @param thief who he is
   * @param result of all that he made of his answers; none where he was answered nothing
   */
  record Theft(String thief, Optional<StealResult> result) {}

  /** A copy of it: whose, and how good. */
  record Copy(String thief, Summary row) {}

  /** All copies of all thieves. */
  List<Copy> copies() {
    return thefts.stream()
        .flatMap(
            theft ->
                theft.result().stream()
                    .flatMap(result -> result.summary().stream())
                    .map(row -> new Copy(theft.thief(), row)))
        .toList();
  }

  /** The copy that agrees most with the model: a policy is worth what it is against that thief. */
  Optional<Copy> strongest() {
    return copies().stream()
        .max(Comparator.comparingDouble(copy -> copy.row().fidelity().estimate()));
  }

  /**
   * Whether another one is better in something and worse in nothing: what the strongest thief gets,
   * how often customers are answered right, and how far their answers are from the model's.
   */
  boolean isBeatenBy(PolicyFindings other) {
    double[] own = losses();
    double[] others = other.losses();
    boolean better = false;
    for (int i = 0; i < own.length; i++) {
      if (others[i] > own[i]) {
        return false;
      }
      better |= others[i] < own[i];
    }
    return better;
  }

  private double[] losses() {
    return new double[] {
      strongest().map(copy -> copy.row().fidelity().estimate()).orElse(0.0),
      1 - honest.accuracy().estimate(),
      honest.distance()
    };
  }
}
