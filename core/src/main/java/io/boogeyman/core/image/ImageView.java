package io.boogeyman.core.image;

import java.util.Optional;

/**
 * A set that is another one but for what it overrides. Whoever overrides {@link #read} has to name
 * images anew, in {@link #digestOf} and {@link #digest}.
 */
public interface ImageView extends ImageSet {

  /** The set that is looked at. */
  ImageSet images();

  @Override
  default ImageShape shape() {
    return images().shape();
  }

  @Override
  default int size() {
    return images().size();
  }

  @Override
  default String name() {
    return images().name();
  }

  @Override
  default String digest() {
    return images().digest();
  }

  @Override
  default ImageBatch read(int... indices) {
    return images().read(indices);
  }

  @Override
  default ImageDigest digestOf(int index) {
    return images().digestOf(index);
  }

  @Override
  default Optional<Labels> labels() {
    return images().labels();
  }

  @Override
  default int group(int index) {
    return images().group(index);
  }
}
