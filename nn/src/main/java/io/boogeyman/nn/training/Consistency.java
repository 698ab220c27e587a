package io.boogeyman.nn.training;

/**
 * What is learnt from images that have no targets: the mean of the network's weights ({@link
 * Refinement#averaging}) says what it makes of such an image, and the network shall say the same of
 * it distorted (a mean teacher, Tarvainen and Valpola 2017, who looks at an image varied little and
 * teaches about it varied much, as FixMatch has it, Sohn et al. 2020; without its threshold, since
 * what a teacher is unsure of is worth imitating too).
 *
 * <p>Cost: a forward pass of the mean, a forward and a backward pass of the network an image.
 *
 * @param batch images without targets a step, at least 1
 * @param weight what their loss counts beside that of the others, over 0
 * @param start share of the epochs before which the teacher knows too little, 0 to below 1
 * @param sharpening the temperature by which the teacher's answers are sharpened (MixMatch,
 *     Berthelot et al. 2019, equation 7), over 0 to 1; 1 leaves them as they are
 * @param distortion how images are varied for the network that learns
 */
public record Consistency(
    int batch, double weight, double start, double sharpening, Distortion distortion) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Consistency {
    if (batch < 1 || !(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "consistency needs at least 1 image a step, and a weight over 0");
    }
    if (!(start >= 0 && start < 1) || !(sharpening > 0 && sharpening <= 1)) {
      throw new IllegalArgumentException(
          "consistency starts at a share from 0 to below 1 of the epochs, and sharpens by a"
              + " temperature over 0 to 1");
    }
  }
}
