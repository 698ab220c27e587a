package io.boogeyman.cli.detect;

import io.boogeyman.core.random.Seed;
import java.util.List;

/**
 * What is measured.
 *
 * @param own images of the victim's own kind that it was not trained on
 * @param pools foreign images that detectors may be fitted to
 * @param unseen foreign images that no detector is fitted to
 * @param most images of each source, at most
 * @param falseAlarms the share of own queries that may be flagged
 * @param accusations the share of benign clients that may be accused in all their life
 * @param lifetime queries of a client
 * @param seed of every split and draw
 */
public record DetectionSettings(
    String own,
    List<String> pools,
    List<String> unseen,
    int most,
    double falseAlarms,
    double accusations,
    int lifetime,
    Seed seed) {

  /**
   * @throws IllegalArgumentException if there is nothing to tell own images from, or a number is
   *     out of range
   */
  public DetectionSettings {
    pools = List.copyOf(pools);
    unseen = List.copyOf(unseen);
    require(!pools.isEmpty(), "--pool names foreign images to tell the owner's from; at least one");
    require(most >= 200, "--images must be at least 200, not " + most);
    require(
        falseAlarms > 0 && falseAlarms < 1, "--false-alarms must be a share over 0 and under 1");
    require(accusations > 0 && accusations < 1, "--accusations must be a share over 0 and under 1");
    require(lifetime >= 10, "--lifetime must be at least 10 queries, not " + lifetime);
  }

  private static void require(boolean held, String message) {
    if (!held) {
      throw new IllegalArgumentException(message);
    }
  }
}
