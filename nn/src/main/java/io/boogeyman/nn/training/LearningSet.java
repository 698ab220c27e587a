package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.Arrays;

/**
 * Images with their targets, and which of them are learnt from and which are held out to see how
 * far learning has come. Test images have no place here.
 */
public final class LearningSet {
  private final ImageSet images;
  private final Targets targets;
  private final int[] training;
  private final int[] validation;

  /**
   * @param images the images
   * @param targets one target an image
   * @param training positions of the images to learn from
   * @param validation positions of the images held out; may be empty
   * @throws IllegalArgumentException if there is nothing to learn from, or the sizes differ
   */
  public LearningSet(ImageSet images, Targets targets, int[] training, int[] validation) {
    if (images.size() != targets.size()) {
      throw new IllegalArgumentException(
          images.size() + " images have " + targets.size() + " targets");
    }
    if (training.length == 0) {
      throw new IllegalArgumentException("no images to learn from in " + images.name());
    }
    this.images = images;
    this.targets = targets;
    this.training = training.clone();
    this.validation = validation.clone();
  }

  /** Holds out a share of the images, drawn by seed. */
  public static LearningSet holdingOut(double share, ImageSet images, Targets targets, Seed seed) {
    int[] order = seed.permutation(images.size());
    int held = Math.min((int) Math.round(share * images.size()), images.size() - 1);
    return new LearningSet(
        images,
        targets,
        Arrays.copyOfRange(order, Math.max(held, 0), order.length),
        Arrays.copyOfRange(order, 0, Math.max(held, 0)));
  }

  ImageSet images() {
    return images;
  }

  Targets targets() {
    return targets;
  }

  int[] training() {
    return training;
  }

  int[] validation() {
    return validation;
  }
}
