package io.boogeyman.nn.training;

/**
 * How images are distorted, anew every time one is seen: cut out of the image larger or smaller,
 * stretched, turned, moved, lit differently, and with a square of grey over them (Cutout, DeVries
 * and Taylor 2017). Never mirrored.
 *
 * @param shift how far an image may move in either direction, as a share of its side, 0 to 1; the
 *     border is repeated outwards
 * @param nearest the smallest part of an image that may fill it all, as a share of its side, over 0
 *     to 1
 * @param farthest the largest, 1 or more; over 1 the border is repeated around the image
 * @param stretch how much wider than high or higher than wide the part may be: 0.2 is by a factor
 *     of up to e^0.4 between its sides
 * @param turn how far an image may be turned in either direction, radians
 * @param light as in {@link Augmentation}
 * @param hole side of the grey square as a share of the image's, 0 to 1; part of it may lie outside
 */
public record Distortion(
    double shift,
    double nearest,
    double farthest,
    double stretch,
    double turn,
    double light,
    double hole) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Distortion {
    if (!isShare(shift) || !isShare(hole) || !isShare(light) || light == 1) {
      throw new IllegalArgumentException(
          "shift and hole of a distortion are from 0 to 1, light from 0 to below 1");
    }
    if (!(nearest > 0 && nearest <= 1 && farthest >= 1) || Double.isInfinite(farthest)) {
      throw new IllegalArgumentException(
          "a distortion shows from over 0 to 1 of an image, to 1 or more of it");
    }
    if (!(stretch >= 0 && turn >= 0) || Double.isInfinite(stretch + turn)) {
      throw new IllegalArgumentException("stretch and turn of a distortion are 0 or more");
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }
}
