package io.boogeyman.cli.demo;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.victim.input.ImageEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Drawn images as the files that clients send. */
record ImageFiles(ImageSets sets, ImageShape shape, Seed seed) {

  /** All images of a drawn set as PNG files, in an order that chance decides. */
  List<byte[]> of(String name) throws IOException {
    try (OpenImages images = sets.open(name, shape)) {
      List<byte[]> files = new ArrayList<>();
      for (int index : seed.derive(name).permutation(images.size())) {
        files.add(ImageEncoding.PNG.encode(images.read(index), 0));
      }
      return files;
    }
  }
}
