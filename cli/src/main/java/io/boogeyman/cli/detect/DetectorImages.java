package io.boogeyman.cli.detect;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.OpenSources;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.OwnerParts;
import io.boogeyman.nn.image.Split;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All images that detectors are fitted to, calibrated on and measured by, at the victim's size. Of
 * the owner's and of each pool a half is fitted to; parts share no group. To be closed.
 */
final class DetectorImages implements AutoCloseable {
  private final DetectorSettings settings;
  private final ImageShape shape;
  private final OpenSources opened;

  DetectorImages(DetectorSettings settings, ImageSets sets, ImageShape shape) {
    this.settings = settings;
    this.shape = shape;
    this.opened = new OpenSources(sets, shape);
  }

  private Seed seed() {
    return settings.calibration().seed();
  }

  /** The owner's images in their three parts. */
  OwnerParts own() throws IOException {
    return OwnerParts.split(some(settings.own()), shape, settings.calibration());
  }

  /** By pool, what detectors are fitted to, and what is reported on. */
  Map<String, Split> pools() throws IOException {
    Map<String, Split> pools = new LinkedHashMap<>();
    for (String name : settings.pools()) {
      Split halves = Split.byGroup(some(name), 0.5, seed().derive("pool"));
      if (halves.first().size() == 0 || halves.second().size() == 0) {
        throw new IllegalArgumentException(
            name + " makes no two halves: it has no class with two groups of images");
      }
      pools.put(name, halves);
    }
    return pools;
  }

  /** At most so many images of a source as the settings say. */
  ImageSet some(String name) throws IOException {
    return some(opened.open(name), settings);
  }

  static ImageSet some(ImageSet images, DetectorSettings settings) {
    if (images.size() <= settings.most()) {
      return images;
    }
    double share = settings.most() / (double) images.size();
    return Split.byGroup(images, share, settings.calibration().seed().derive("some")).first();
  }

  @Override
  public void close() {
    opened.close();
  }
}
