package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The binary versions of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of one label byte, or a
 * coarse and a fine one, and 3 × 32 × 32 pixels by planes.
 */
final class CifarFiles {
  private static final int SIDE = 32;
  private static final int PIXELS = 3 * SIDE * SIDE;

  private CifarFiles() {}

  /** The images of the files at a tree's root; empty if none is CIFAR's. */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    for (Variant variant : Variant.values()) {
      List<String> all = tree.paths().stream().filter(path -> path.matches(variant.files)).toList();
      if (!all.isEmpty() && tree.paths().stream().noneMatch(Paths::isImage)) {
        return Optional.of(open(variant, new RawContents(tree), name, chosen(all, name, part)));
      }
    }
    return Optional.empty();
  }

  private static List<String> chosen(List<String> all, String name, String part)
      throws ImageSourceException {
    List<String> chosen =
        all.stream()
            .filter(
                path -> part.isEmpty() || part.equals(path.startsWith("test") ? "test" : "train"))
            .toList();
    if (chosen.isEmpty()) {
      throw new ImageSourceException(
          name + ": CIFAR files have the parts train and test; there is " + String.join(", ", all));
    }
    return chosen;
  }

  private static ImageSource open(
      Variant variant, RawContents contents, String name, List<String> paths) throws IOException {
    int stride = variant.labelBytes + PIXELS;
    List<RawFile> files = new ArrayList<>();
    IntStream.Builder classes = IntStream.builder();
    for (String path : paths) {
      byte[] bytes = contents.read(path);
      if (bytes.length == 0 || bytes.length % stride != 0) {
        throw new ImageSourceException(
            "%s: %s has %d bytes, no whole number of %d-byte records; it may be cut short"
                .formatted(name, path, bytes.length, stride));
      }
      int count = bytes.length / stride;
      files.add(new RawFile(path, count, variant.labelBytes, stride, SIDE, SIDE, 3));
      for (int i = 0; i < count; i++) {
        classes.add(Byte.toUnsignedInt(bytes[i * stride + variant.labelBytes - 1]));
      }
    }
    Labels labels = labels(variant, contents, name, classes.build().toArray());
    return new RawImages(name, "CIFAR", contents, files, Optional.of(labels));
  }

  private static Labels labels(Variant variant, RawContents contents, String name, int[] classes)
      throws IOException {
    List<String> names = new ArrayList<>();
    if (contents.tree().paths().contains(variant.names)) {
      new String(contents.read(variant.names), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(names::add);
    }
    for (int i = names.size(); i < variant.classes; i++) {
      names.add(Integer.toString(i));
    }
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] >= names.size()) {
        throw new ImageSourceException(
            "%s: image %d has class %d, but there are %d; it is no CIFAR file, or damaged"
                .formatted(name, i, classes[i], names.size()));
      }
    }
    return new Labels(names, classes);
  }

  private enum Variant {
    CIFAR_10("(data_batch_\\d+|test_batch)\\.bin", "batches.meta.txt", 10, 1),
    CIFAR_100("(train|test)\\.bin", "fine_label_names.txt", 100, 2);

    private final String files;
    private final String names;
    private final int classes;
    private final int labelBytes;

    Variant(String files, String names, int classes, int labelBytes) {
      this.files = files;
      this.names = names;
      this.classes = classes;
      this.labelBytes = labelBytes;
    }
  }
}
