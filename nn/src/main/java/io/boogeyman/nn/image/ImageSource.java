package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.util.List;
import java.util.Optional;

/**
 * Where images come from before they are decoded: a folder, an archive, a file of a data set's own
 * format, or a program that draws them.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
public interface ImageSource extends AutoCloseable {

  /** What the source is, for people: {@code "gtsrb32.zip:train"}. */
  String name();

  /** A hexadecimal digest of the content: the bytes of every image, the labels and the groups. */
  String digest();

  /** How many images there are, readable or not. */
  int size();

  /** The true classes; empty for an unlabelled source. */
  Optional<Labels> labels();

  /** What image {@code index} is called within the source, for messages: its path or number. */
  String nameOf(int index);

  /**
   * Which images belong together, as the frames of one filmed sign do: images of one group go into
   * the same part of a split. By default each image is a group of its own.
   */
  default int groupOf(int index) {
    return index;
  }

  /**
   * Reads one image, scaled to {@code shape}.
   *
   * @return {@code shape.bytes()} values, H×W×C, red first
   * @throws UnreadableImageException if it cannot be decoded
   */
  byte[] read(int index, ImageShape shape) throws UnreadableImageException;

  /**
   * Format and size of image {@code index} as it lies in the source; empty where images have no
   * size of their own, as drawn ones.
   *
   * @throws UnreadableImageException if the image's first bytes belong to no known format
   */
  default Optional<ImageHeader> headerOf(int index) throws UnreadableImageException {
    return Optional.empty();
  }

  /** Files that lie beside the images and are neither images nor labels. */
  default List<String> ignored() {
    return List.of();
  }

  /**
   * A digest of the paths, sizes and times of the files that {@link #digest()} would read: cheap,
   * and unchanged only if the content very probably is. Empty where the digest itself is cheap.
   */
  default Optional<String> fingerprint() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
