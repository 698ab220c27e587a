package io.boogeyman.nn.training;

/**
 * How training images are varied, anew every time one is seen.
 *
 * @param shift pixels that an image may move in either direction; the border is repeated outwards
 * @param flip whether images are mirrored left to right, half of the time; never where left and
 *     right mean something, as on a traffic sign
 * @param light how far contrast and each channel's brightness may vary, as a share: 0.2 is ±20 %
 * @param mixup parameter α of mixup's Beta(α, α) (Zhang et al. 2018): pairs of images and their
 *     targets are blended; 0 is off
 */
public record Augmentation(int shift, boolean flip, double light, double mixup) {

  /** Images as they are. */
  public static final Augmentation NONE = new Augmentation(0, false, 0, 0);

  /**
   * @throws IllegalArgumentException if a value is negative, or light is 1 or more
   */
  public Augmentation {
    if (shift < 0 || !(light >= 0 && light < 1) || !(mixup >= 0)) {
      throw new IllegalArgumentException(
          "augmentation needs shift and mixup of 0 or more and light from 0 to below 1");
    }
  }
}
