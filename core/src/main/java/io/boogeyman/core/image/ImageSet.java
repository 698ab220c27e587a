package io.boogeyman.core.image;

import java.util.Optional;

/**
 * Images of one shape, numbered from 0, read in any order: a pool, a training set, a test set.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
public interface ImageSet {

  /** The shape of every image. */
  ImageShape shape();

  /** How many images there are. */
  int size();

  /** What the set is, for people: {@code "gtsrb32.zip:train at 32x32"}. */
  String name();

  /**
   * A hexadecimal digest of everything that {@link #read} can return and of the labels: two sets
   * with one digest are the same set.
   */
  String digest();

  /**
   * Copies the images at {@code indices}, in that order.
   *
   * @throws IndexOutOfBoundsException if an index is not in {@code [0, size())}
   */
  ImageBatch read(int... indices);

  /**
   * Names one image by its content, as a journal does. By default its pixels are read for that.
   *
   * @throws IndexOutOfBoundsException if {@code index} is not in {@code [0, size())}
   */
  default ImageDigest digestOf(int index) {
    return ImageDigest.of(read(index), 0);
  }

  /** The true classes; empty for an unlabelled pool. */
  Optional<Labels> labels();

  /**
   * Which images belong together, as the frames of one filmed sign do: images of one group have no
   * place on both sides of a split. By default each image is a group of its own.
   */
  default int group(int index) {
    return index;
  }

  /**
   * The part of this set at {@code indices}, in that order, as a view.
   *
   * @param part what the part is called, appended to the name
   * @throws IndexOutOfBoundsException if an index is not in {@code [0, size())}
   */
  default ImageSet subset(String part, int... indices) {
    return new ImageSubset(this, part, indices);
  }

  /** This set with its labels withheld: what an attacker has. */
  default ImageSet unlabelled() {
    return labels().isEmpty() ? this : new UnlabelledImages(this);
  }
}
