package io.boogeyman.cli.detect;

import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;

/**
 * A thief as detectors meet it: images in an order that chance decides and answers do not.
 *
 * @param name who it is
 * @param asks what it asks, in words
 * @param seen whether detectors were fitted to other images of its pool
 * @param images what it asks from
 * @param strategy in what order
 * @param most how many it can ask at most
 */
public record Attack(
    String name, String asks, boolean seen, ImageSet images, QueryStrategy strategy, int most) {

  /** The first queries of one thief of this kind, as places among the images. */
  public int[] queries(int count, Seed thief) {
    return strategy.choose(images, Transcript.empty(images), Math.min(count, most), thief);
  }
}
