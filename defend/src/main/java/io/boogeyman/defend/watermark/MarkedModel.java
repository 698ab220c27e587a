package io.boogeyman.defend.watermark;

import io.boogeyman.core.image.ImageShape;
import java.util.List;

/**
 * What marks are worth something for: models of these classes that are asked such images. Another
 * secret marks other queries with other classes, but of the same kind: they are verified together.
 *
 * @param classNames in the order of their numbers, at least 2
 * @param shape of the images
 */
public record MarkedModel(List<String> classNames, ImageShape shape) {
  /** Makes the list immutable. */
  public MarkedModel {
    classNames = List.copyOf(classNames);
  }

  /** How many classes it has. */
  public int classes() {
    return classNames.size();
  }
}
