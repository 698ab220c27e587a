package io.boogeyman.defend.release;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.prediction.Answer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A batch on its way out.
 *
 * @param images what was asked
 * @param names of the images, one an image
 * @param answers what would be answered so far, one an image
 */
public record Exchange(ImageBatch images, List<ImageDigest> names, List<Answer> answers) {

  /**
   * @throws IllegalArgumentException if there is not one name and one answer an image
   */
  public Exchange {
    names = List.copyOf(names);
    answers = List.copyOf(answers);
    if (names.size() != images.count() || answers.size() != images.count()) {
      throw new IllegalArgumentException(
          "%d images with %d names and %d answers"
              .formatted(images.count(), names.size(), answers.size()));
    }
  }

  /** An exchange whose images are named here: a SHA-256 an image. */
  public static Exchange of(ImageBatch images, List<Answer> answers) {
    return new Exchange(
        images,
        IntStream.range(0, images.count()).mapToObj(i -> ImageDigest.of(images, i)).toList(),
        answers);
  }

  /** The same images with other answers. */
  public Exchange answering(List<Answer> others) {
    return new Exchange(images, names, others);
  }

  /** Images {@code from} (inclusive) to {@code to} (exclusive) with their answers. */
  public Exchange only(int from, int to) {
    return new Exchange(images.slice(from, to), names.subList(from, to), answers.subList(from, to));
  }

  /** How many images there are. */
  public int size() {
    return names.size();
  }
}
