package io.boogeyman.cli.detect;

import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.cli.run.Thief;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;

/**
 * A thief as detectors meet it.
 *
 * @param name who it is
 * @param asks what it asks, in words
 * @param seen whether detectors were fitted to other images of its pool
 * @param thief the images, in an order that chance decides and answers do not
 */
public record Attack(String name, String asks, boolean seen, Thief thief) {

  /** The first queries of one thief of this kind, as places among the images. */
  int[] queries(int count, Seed seed) {
    ImageSet images = thief.images();
    int asked = Math.min(count, thief.most());
    try (QuerySession session = thief.strategy().begin(images, asked, seed)) {
      return session.choose(Transcript.empty(images), asked);
    }
  }
}
