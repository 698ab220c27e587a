package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sources whose images are brought to one size, opened one after another, closed together. */
public final class OpenSources implements AutoCloseable {
  private final ImageSets sets;
  private final ImageShape shape;
  private final List<OpenImages> opened = new ArrayList<>();

  /**
   * @param sets where images are opened
   * @param shape that they are brought to
   */
  public OpenSources(ImageSets sets, ImageShape shape) {
    this.sets = sets;
    this.shape = shape;
  }

  /**
   * The images of a source.
   *
   * @throws IOException if they cannot be read
   */
  public ImageSet open(String name) throws IOException {
    OpenImages images = sets.open(name, shape);
    opened.add(images);
    return images;
  }

  @Override
  public void close() {
    opened.forEach(OpenImages::close);
  }
}
