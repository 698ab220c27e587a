package io.boogeyman.cli.reproduce.profile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Detectors before a victim, and the attackers that are sent against them.
 *
 * @param victim who is watched, by its name in the profile
 * @param own images as customers send them, that the victim was not trained on
 * @param pools foreign images that detectors are shown, by their names in the profile
 * @param unseen foreign images that they are not shown
 * @param images of each source, at most
 * @param trained the architecture of a small network to be trained as a detector
 * @param features a pretrained network to look through
 * @param insiderShares shares of insiders that mixers ask
 */
public record Watch(
    String victim,
    String own,
    List<String> pools,
    List<String> unseen,
    OptionalInt images,
    Optional<String> trained,
    Optional<Watch.Features> features,
    List<Double> insiderShares) {
  private static final int IMAGES = 4_000;

  /**
   * A pretrained network that a detector looks through.
   *
   * @param architecture its name
   * @param weights its weights, a file from the folder of the data
   * @param size side that images are brought to
   */
  public record Features(String architecture, String weights, int size) {}

  /** What is not said is empty. */
  public Watch {
    unseen = Objects.requireNonNullElse(unseen, List.of());
    insiderShares = Objects.requireNonNullElse(insiderShares, List.of());
  }

  /** Images of each source, at most. */
  public int most() {
    return images.orElse(IMAGES);
  }
}
