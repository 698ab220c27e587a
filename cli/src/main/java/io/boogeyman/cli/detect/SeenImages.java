package io.boogeyman.cli.detect;

import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.calibration.OwnerParts;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** What detectors know already, and are surer of than of what customers will ask. */
public final class SeenImages {

  private SeenImages() {}

  /**
   * Those of the images that detectors were fitted to or calibrated on: three quarters, if a
   * calibration was made with these images; none, if it was made with others.
   */
  public static Set<ImageDigest> among(ImageSet images, Calibration calibration) {
    DetectorSettings settings = DetectorSettings.of(calibration);
    Set<ImageDigest> seen = new HashSet<>();
    if (images.size() < 4 * settings.calibration().fewest()) {
      return seen;
    }
    OwnerParts own =
        OwnerParts.split(
            DetectorImages.some(images, settings), images.shape(), settings.calibration());
    if (calibration.data().entrySet().containsAll(CalibrationRun.digests(own).entrySet())) {
      add(seen, own.fitting());
      add(seen, own.calibration());
    }
    return seen;
  }

  static void add(Set<ImageDigest> digests, ImageSet images) {
    IntStream.range(0, images.size()).forEach(i -> digests.add(images.digestOf(i)));
  }
}
