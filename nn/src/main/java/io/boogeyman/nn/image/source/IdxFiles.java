package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * IDX, the format of MNIST (LeCun, Cortes, Burges): a magic number that gives type and dimensions,
 * the dimensions as big-endian integers, then unsigned bytes.
 */
final class IdxFiles {
  private static final Pattern IMAGES = Pattern.compile("(.*)-images([.-])idx3-ubyte((?:\\.gz)?)");
  private static final int IMAGES_MAGIC = 0x0803;
  private static final int LABELS_MAGIC = 0x0801;

  /** As many as are decoded of any other image. */
  private static final int MOST_PIXELS = 100_000_000;

  private IdxFiles() {}

  /** The images of the files at a tree's root; empty if none is IDX. */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    List<Matcher> all =
        tree.paths().stream().map(IMAGES::matcher).filter(Matcher::matches).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    // MNIST calls its test part t10k, for its ten thousand images.
    String prefix = part.equals("test") ? "(t10k|.*test)" : ".*" + Pattern.quote(part);
    List<Matcher> chosen = all.stream().filter(file -> file.group(1).matches(prefix)).toList();
    if (chosen.isEmpty()) {
      throw new ImageSourceException(
          name + ": no such part; there is " + String.join(", ", tree.paths()));
    }
    return Optional.of(open(new RawContents(tree), name, chosen));
  }

  private static ImageSource open(RawContents contents, String name, List<Matcher> images)
      throws IOException {
    List<RawFile> files = new ArrayList<>();
    IntStream.Builder classes = IntStream.builder();
    boolean labelled = true;
    for (Matcher match : images) {
      RawFile file = pixels(contents, name, match.group());
      files.add(file);
      String labels = match.group(1) + "-labels" + match.group(2) + "idx1-ubyte" + match.group(3);
      labelled &= contents.tree().paths().contains(labels);
      if (labelled) {
        addLabels(contents.read(labels), name + ": " + labels, file.count(), classes);
      }
    }
    Optional<Labels> labels =
        labelled ? Optional.of(numbered(classes.build().toArray())) : Optional.empty();
    return new RawImages(name, "IDX", contents, files, labels);
  }

  private static RawFile pixels(RawContents contents, String name, String path) throws IOException {
    byte[] bytes = contents.read(path);
    if (bytes.length < 16 || ByteBuffer.wrap(bytes).getInt() != IMAGES_MAGIC) {
      throw new ImageSourceException(name + ": " + path + " is no IDX file of 8-bit images");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int count = header.getInt(4);
    int height = header.getInt(8);
    int width = header.getInt(12);
    if (count < 1 || height < 1 || width < 1 || !fits(count, height, width, bytes.length - 16)) {
      throw new ImageSourceException(
          "%s: %s claims %d images of %d x %d, but has %d bytes of pixels; it may be cut short"
              .formatted(name, path, count, height, width, bytes.length - 16));
    }
    if (height * width > MOST_PIXELS) {
      throw new ImageSourceException(
          "%s: %s has images of %d x %d pixels; at most 100 million are read"
              .formatted(name, path, height, width));
    }
    return new RawFile(path, count, 16, height * width, height, width, 1);
  }

  private static boolean fits(long count, long height, long width, long bytes) {
    return height <= bytes && width <= bytes && height * width <= bytes / count;
  }

  private static void addLabels(byte[] bytes, String what, int count, IntStream.Builder classes)
      throws ImageSourceException {
    if (bytes.length < 8 + count
        || ByteBuffer.wrap(bytes).getInt() != LABELS_MAGIC
        || ByteBuffer.wrap(bytes).getInt(4) != count) {
      throw new ImageSourceException(what + " is no IDX file of " + count + " labels");
    }
    for (int i = 0; i < count; i++) {
      classes.add(Byte.toUnsignedInt(bytes[8 + i]));
    }
  }

  private static Labels numbered(int... classes) {
    int most = IntStream.of(classes).max().orElseThrow();
    return new Labels(IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList(), classes);
  }
}
