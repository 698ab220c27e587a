package io.boogeyman.cli.reproduce.profile;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A task that victims are trained for. Images are named as on the command line, files from the
 * folder of the data.
 *
 * @param title for people
 * @param train labelled images that victims learn from
 * @param test labelled images that all is measured on
 * @param trainImages how many there should be to learn from; for estimates, too, where they are not
 *     at hand
 * @param insiders images of the same kind that thieves got hold of, in neither of the others
 */
public record DataSet(
    String title, String train, String test, OptionalInt trainImages, Optional<String> insiders) {
  /**
   * @throws IllegalArgumentException if something is not said
   */
  public DataSet {
    Required.said(title, "a set", "title");
    Required.said(train, "a set", "train");
    Required.said(test, "a set", "test");
  }
}
