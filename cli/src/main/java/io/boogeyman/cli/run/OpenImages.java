package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.util.List;
import java.util.Optional;

/**
 * A set of images with what has to be closed after it.
 *
 * @param images what is read
 * @param files what they lie in; closed with this
 */
public record OpenImages(ImageSet images, List<AutoCloseable> files)
    implements ImageSet, AutoCloseable {

  /** Makes the list immutable. */
  public OpenImages {
    files = List.copyOf(files);
  }

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String name() {
    return images.name();
  }

  @Override
  public String digest() {
    return images.digest();
  }

  @Override
  public ImageBatch read(int... indices) {
    return images.read(indices);
  }

  @Override
  public ImageDigest digestOf(int index) {
    return images.digestOf(index);
  }

  @Override
  public Optional<Labels> labels() {
    return images.labels();
  }

  @Override
  public int group(int index) {
    return images.group(index);
  }

  @Override
  public void close() {
    for (AutoCloseable file : files) {
      try {
        file.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("images could not be closed", e);
      }
    }
  }
}
