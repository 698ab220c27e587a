package io.boogeyman.defend.calibration;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.Split;
import java.util.Arrays;

/**
 * The owner's images in three parts that share no group, so that nothing is reported on what
 * anything was chosen by.
 *
 * @param fitting half of them: what detectors are fitted to
 * @param calibration a quarter: what thresholds and bounds are chosen by
 * @param report a quarter: what the achieved rates are measured on
 */
public record OwnerParts(ImageSet fitting, ImageSet calibration, ImageSet report) {

  /**
   * Splits by group.
   *
   * @param own the owner's images, which the victim should not have been trained on
   * @param shape that the victim takes
   * @throws IllegalArgumentException in one line, if they are of another shape, of one class only,
   *     or too few for the wanted rate
   */
  public static OwnerParts split(ImageSet own, ImageShape shape, CalibrationSettings settings) {
    if (!own.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "the victim takes %s images, and %s has %s".formatted(shape, own.name(), own.shape()));
    }
    own.labels().ifPresent(labels -> requireClasses(own, labels));
    int needed = 4 * settings.fewest();
    if (own.size() < needed) {
      throw new IllegalArgumentException(
          ("a share of %s of false alarms needs at least %,d images of the owner's, a quarter of"
                  + " them to choose by; %s has %,d")
              .formatted(settings.falseAlarms(), needed, own.name(), own.size()));
    }
    Split halves = Split.byGroup(own, 0.5, settings.seed().derive("own"));
    Split quarters = Split.byGroup(halves.second(), 0.5, settings.seed().derive("quarters"));
    return new OwnerParts(halves.first(), quarters.first(), quarters.second());
  }

  private static void requireClasses(ImageSet own, Labels labels) {
    if (Arrays.stream(labels.counts()).filter(count -> count > 0).count() == 1) {
      throw new IllegalArgumentException(
          ("all images of %s are of one class, '%s': a detector that knows no other would accuse"
                  + " customers; give images of all classes")
              .formatted(own.name(), labels.classNames().get(labels.get(0))));
    }
  }
}
