package io.boogeyman.cli.reproduce.profile;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A claim as a sum of figures that has to reach or not to exceed a number.
 *
 * @param id a short name
 * @param says the claim in words
 * @param source where it is made
 * @param sum what is added up
 * @param atLeast holds if the sum is at least this
 * @param atMost holds if the sum is at most this
 */
public record Claim(
    String id,
    String says,
    String source,
    List<Term> sum,
    OptionalDouble atLeast,
    OptionalDouble atMost) {

  /**
   * @throws IllegalArgumentException if it does not say what is to be tested
   */
  public Claim {
    Required.name(Required.said(id, "a claim", "id"));
    Required.said(says, "claim '" + id + "'", "says");
    Required.said(source, "claim '" + id + "'", "source");
    if (sum == null || sum.isEmpty() || atLeast.isPresent() == atMost.isPresent()) {
      throw new IllegalArgumentException(
          "claim '" + id + "' needs a sum of terms, and either atLeast or atMost");
    }
    sum = List.copyOf(sum);
  }
}
