package io.boogeyman.victim.tensor;

import io.boogeyman.core.prediction.PredictionException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a model gave for some images.
 *
 * @param values row-major
 * @param axes of the tensor
 * @param whole whether they are whole numbers by type, as labels are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ModelOutput(float[] values, long[] axes, boolean whole) {

  /**
   * Values an image. Axes of length 1 do not matter: N×K, N×K×1×1 and, of one image, K are the
   * same.
   *
   * @param count images that were given
   * @throws PredictionException in one line, if these are no scores of so many images
   */
  int width(int count) {
    int from = axes.length > 0 && axes[0] == count ? 1 : 0;
    long sides = Arrays.stream(axes).skip(from).filter(side -> side != 1).count();
    if ((from == 0 && count != 1) || sides > 1 || values.length == 0) {
      throw new PredictionException(
          "it gives %s for %d images; scores would be images by classes".formatted(text(), count),
          null);
    }
    return values.length / count;
  }

  private String text() {
    return axes.length == 0
        ? "one number"
        : Arrays.stream(axes).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
