package io.boogeyman.cli.reproduce.profile;

import io.boogeyman.nn.network.Architectures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What thieves' copies are and how they are trained, as {@code boogeyman steal} is told it.
 *
 * @param architecture the copy's network
 * @param pretrained public weights that it starts from
 * @param schedule {@code standard}, {@code best}, {@code knockoff} for the published one, or {@code
 *     copycat}
 * @param epochs overrules the schedule's
 * @param batch overrules the schedule's
 * @param learningRate overrules the schedule's
 */
public record CopyPlan(
    String architecture,
    Optional<String> pretrained,
    Optional<String> schedule,
    OptionalInt epochs,
    OptionalInt batch,
    OptionalDouble learningRate) {

  /**
   * @throws IllegalArgumentException if there is no such architecture
   */
  public CopyPlan {
    Architectures.named(Required.said(architecture, "a copy", "architecture"));
  }
}
