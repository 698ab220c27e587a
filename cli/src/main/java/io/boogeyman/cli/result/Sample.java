package io.boogeyman.cli.result;

import java.util.List;

/**
 * A query with what the victim answered at the finest granularity of the run.
 *
 * @param png the image, as base64 of a PNG
 * @param entries the most probable classes, largest first; without probabilities where the API
 *     gives labels
 */
public record Sample(String png, List<Entry> entries) {

  /**
   * One line of an answer.
   *
   * @param className the class
   * @param probability what the API said; 1 for a label
   */
  public record Entry(String className, double probability) {}
}
