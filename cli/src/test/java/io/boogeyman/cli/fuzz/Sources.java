package io.boogeyman.cli.fuzz;

import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.image.source.ImageSources;
import java.io.IOException;
import java.nio.file.Path;

/** Everything that commands ask of an image source, but for decoding. */
final class Sources {
  private static final int LOOKED_AT = 16;

  private Sources() {}

  static void exhaust(Path path) throws IOException {
    exhaust(path, "");
  }

  static void exhaust(Path path, String part) throws IOException {
    try (ImageSource source = ImageSources.open(path + part)) {
      source.digest();
      source.fingerprint();
      source.ignored();
      source.labels().ifPresent(labels -> requireLabelled(source, labels.size()));
      for (int i = 0; i < Math.min(source.size(), LOOKED_AT); i++) {
        source.nameOf(i);
        source.groupOf(i);
        look(source, i);
      }
    }
  }

  private static void requireLabelled(ImageSource source, int labels) {
    if (labels != source.size()) {
      throw new AssertionError(labels + " labels of " + source.size() + " images");
    }
  }

  private static void look(ImageSource source, int image) throws IOException {
    try {
      source.headerOf(image);
    } catch (UnreadableImageException e) {
      // Its message is held to the same promise.
      throw new IOException(e.getMessage(), e);
    }
  }
}
