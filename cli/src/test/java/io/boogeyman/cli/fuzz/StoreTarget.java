package io.boogeyman.cli.fuzz;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.image.source.ImageSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A store of decoded images, damaged. The input's first byte says whether the header is right; if
 * not, the next twenty bytes are its numbers. The rest is the index. Whatever is there, the images
 * come out right, since a store that is not whole is made again.
 */
public final class StoreTarget {
  private static final Promise PROMISE = Promise.throwingOnly();
  private static final Scratch SCRATCH = new Scratch();
  private static final ImageShape SHAPE = ImageShape.square(2);
  private static final int PAGE = 4096;
  private static final int NUMBERS = 20;
  private static final Path FILE = make();
  private static final byte[] WHOLE = bytes();

  private StoreTarget() {}

  /** Opens a store that the input damaged. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length < 1 + NUMBERS) {
      return;
    }
    byte[] index = Arrays.copyOfRange(input, 1 + NUMBERS, input.length);
    int indexAt = PAGE + 2 * SHAPE.bytes();
    ByteBuffer file = ByteBuffer.allocate(indexAt + index.length);
    file.put(WHOLE, 0, indexAt).put(index);
    if (input[0] % 2 == 0) {
      file.putInt(28, index.length);
    } else {
      file.position(12).put(input, 1, NUMBERS);
    }
    Files.write(FILE, file.array());
    PROMISE.holdsFor(input.length, () -> read());
  }

  private static void read() throws IOException {
    try (ImageSource source = ImageSources.open(SCRATCH.folder().resolve("images").toString());
        StoredImages images =
            ImageStore.open(source, SHAPE, SCRATCH.folder().resolve("cache"), 1, Progress.SILENT)) {
      if (images.size() != 2 || !images.shape().equals(SHAPE)) {
        throw new AssertionError(images.size() + " images of " + images.shape());
      }
      for (int i = 0; i < images.size(); i++) {
        images.read(i);
        images.digestOf(i);
        images.group(i);
        images.nameOf(i);
        images.labels().ifPresent(labels -> labels.get(0));
      }
    }
  }

  private static Path make() {
    try {
      for (String name : new String[] {"images/a/1.ppm", "images/b/2.ppm"}) {
        SCRATCH.write(name, "P6 1 1 255\n...".getBytes(StandardCharsets.US_ASCII));
      }
      read();
      try (var files = Files.newDirectoryStream(SCRATCH.folder().resolve("cache"), "*.images")) {
        return files.iterator().next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes() {
    try {
      return Files.readAllBytes(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
