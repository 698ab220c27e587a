package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageView;
import java.util.List;

/**
 * A set of images with what has to be closed after it.
 *
 * @param images what is read
 * @param files what they lie in; closed with this
 */
public record OpenImages(ImageSet images, List<AutoCloseable> files)
    implements ImageView, AutoCloseable {

  /** Makes the list immutable. */
  public OpenImages {
    files = List.copyOf(files);
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
