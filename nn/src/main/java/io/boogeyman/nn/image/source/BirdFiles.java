package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * CUB-200-2011 as its publishers pack it (Wah et al. 2011): {@code images.txt} numbers the images,
 * {@code image_class_labels.txt}, {@code classes.txt} and {@code train_test_split.txt} tell of them
 * by number.
 */
final class BirdFiles {
  private static final String IMAGES = "images.txt";
  private static final String CLASS_OF_IMAGE = "image_class_labels.txt";
  private static final String CLASSES = "classes.txt";
  private static final String SPLIT = "train_test_split.txt";

  private final FileTree tree;
  private final String prefix;

  private BirdFiles(FileTree tree, String prefix) {
    this.tree = tree;
    this.prefix = prefix;
  }

  /** The images of a part of the official split; empty if the tree is laid out in another way. */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    Optional<String> anchor = Paths.fileNamed(tree, CLASS_OF_IMAGE);
    if (anchor.isEmpty() || !Set.of("", "train", "test").contains(part)) {
      return Optional.empty();
    }
    String prefix = Paths.prefix(anchor.get());
    Set<String> files = Set.copyOf(tree.paths());
    for (String table : List.of(IMAGES, CLASSES, SPLIT)) {
      if (!files.contains(prefix + table)) {
        return Optional.empty();
      }
    }
    return Optional.of(new BirdFiles(tree, prefix).open(name, part));
  }

  private ImageSource open(String name, String part) throws ImageSourceException {
    NavigableMap<Integer, String> images = table(IMAGES);
    NavigableMap<Integer, String> classOfImage = tableOf(images, CLASS_OF_IMAGE);
    NavigableMap<Integer, String> isTraining = tableOf(images, SPLIT);
    NavigableMap<Integer, String> classes = table(CLASSES);
    NavigableMap<String, String> classOfPath = new TreeMap<>();
    for (Integer image : images.keySet()) {
      if (part.isEmpty() || part.equals(part(image, isTraining.get(image)))) {
        classOfPath.put(
            prefix + "images/" + images.get(image), className(classes, classOfImage.get(image)));
      }
    }
    return LabelledFiles.source(tree, name, classOfPath, List.copyOf(classes.values()), tables());
  }

  private String part(int image, String isTraining) throws ImageSourceException {
    return switch (isTraining) {
      case "1" -> "train";
      case "0" -> "test";
      default -> throw TextFiles.wrong(tree, SPLIT, image + " " + isTraining, "1 or 0 at its end");
    };
  }

  private String className(NavigableMap<Integer, String> classes, String number)
      throws ImageSourceException {
    String known = number.matches("\\d{1,9}") ? classes.get(Integer.valueOf(number)) : null;
    if (known == null) {
      throw TextFiles.wrong(tree, CLASS_OF_IMAGE, number, "a number of " + CLASSES);
    }
    return known;
  }

  private NavigableMap<Integer, String> table(String file) throws ImageSourceException {
    return TextFiles.numbered(tree, prefix + file);
  }

  private NavigableMap<Integer, String> tableOf(NavigableMap<Integer, String> images, String file)
      throws ImageSourceException {
    NavigableMap<Integer, String> values = table(file);
    if (!values.keySet().equals(images.keySet())) {
      throw new ImageSourceException(
          "%s: %s and %s number different images (%d and %d); one of them is damaged"
              .formatted(tree.name(), file, IMAGES, values.size(), images.size()));
    }
    return values;
  }

  private Set<String> tables() {
    return Set.of(prefix + IMAGES, prefix + CLASS_OF_IMAGE, prefix + CLASSES, prefix + SPLIT);
  }
}
