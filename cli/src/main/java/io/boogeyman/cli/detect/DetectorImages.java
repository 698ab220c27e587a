package io.boogeyman.cli.detect;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.OwnerParts;
import io.boogeyman.nn.image.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All images that detectors are fitted to, calibrated on and measured by, at the victim's size. Of
 * the owner's and of each pool a half is fitted to; parts share no group. To be closed.
 */
final class DetectorImages implements AutoCloseable {
  private final DetectorSettings settings;
  private final ImageSets sets;
  private final ImageShape shape;
  private final List<AutoCloseable> opened = new ArrayList<>();

  DetectorImages(DetectorSettings settings, ImageSets sets, ImageShape shape) {
    this.settings = settings;
    this.sets = sets;
    this.shape = shape;
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
      pools.put(name, Split.byGroup(some(name), 0.5, seed().derive("pool")));
    }
    return pools;
  }

  /** At most so many images of a source as the settings say. */
  ImageSet some(String name) throws IOException {
    var images = sets.open(name, shape);
    opened.add(images);
    if (images.size() <= settings.most()) {
      return images;
    }
    double share = settings.most() / (double) images.size();
    return Split.byGroup(images, share, seed().derive("some")).first();
  }

  @Override
  public void close() {
    for (AutoCloseable images : opened) {
      try {
        images.close();
      } catch (Exception e) {
        throw new IllegalStateException("images could not be closed", e);
      }
    }
  }
}
