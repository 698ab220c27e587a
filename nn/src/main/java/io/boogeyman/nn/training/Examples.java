package io.boogeyman.nn.training;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.nn.network.Network;
import java.nio.ByteBuffer;

/**
 * Images and what a network shall answer to them.
 *
 * @param images the images
 * @param targets one target an image
 */
public record Examples(ImageSet images, Targets targets) {

  /**
   * @throws IllegalArgumentException if there are not as many targets as images
   */
  public Examples {
    if (images.size() != targets.size()) {
      throw new IllegalArgumentException(
          images.size() + " images have " + targets.size() + " targets");
    }
  }

  /**
   * Images with their true classes as targets.
   *
   * @throws IllegalArgumentException if they have no labels
   */
  public static Examples labelled(ImageSet images) {
    return new Examples(
        images,
        Targets.hard(
            images
                .labels()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            images.name()
                                + " has no labels; put the images in one folder a class"))));
  }

  /** A digest of images and targets: the same images are learnt from with many answers to them. */
  String digest() {
    Digest digest = Digest.start().add(images.digest());
    ByteBuffer bytes = ByteBuffer.allocate(targets.classes() * Float.BYTES);
    for (int i = 0; i < targets.size(); i++) {
      float[] row = new float[targets.classes()];
      targets.write(i, row, 0);
      bytes.clear().asFloatBuffer().put(row);
      digest.add(bytes.array()).add(targets.top(i));
    }
    return digest.hex();
  }

  /**
   * Refuses a network that does not fit.
   *
   * @throws IllegalArgumentException if it has other classes than the targets, or takes other
   *     images
   */
  void requireFit(Network network) {
    if (network.classes() != targets.classes()) {
      throw new IllegalArgumentException(
          "the network has "
              + network.classes()
              + " classes, its targets have "
              + targets.classes());
    }
    if (!network.shape().equals(images.shape())) {
      throw new IllegalArgumentException(
          "the network takes "
              + network.shape()
              + " images, "
              + images.name()
              + " has "
              + images.shape());
    }
  }

  int size() {
    return images.size();
  }
}
