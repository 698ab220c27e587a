package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tiny ImageNet as its publishers pack it: {@code wnids.txt}, {@code train/<wnid>/images/*.JPEG},
 * {@code val/images/*.JPEG} with {@code val/val_annotations.txt}, and {@code test/images} without
 * classes, which are left out where no part is named.
 */
final class TinyImageNetFiles {
  private static final String ANNOTATIONS = "val/val_annotations.txt";
  private static final Pattern TRAINING = Pattern.compile("train/([^/]+)/images/[^/]+");

  private final FileTree tree;
  private final String prefix;
  private final List<String> classNames;

  private TinyImageNetFiles(FileTree tree, String prefix) throws ImageSourceException {
    this.tree = tree;
    this.prefix = prefix;
    this.classNames =
        TextFiles.lines(tree, prefix + "wnids.txt").stream().sorted().distinct().toList();
  }

  /** A part's images; empty if the tree is laid out in another way. */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    Optional<String> anchor = Paths.fileNamed(tree, "wnids.txt");
    if (anchor.isEmpty() || !Set.of("", "train", "val", "test").contains(part)) {
      return Optional.empty();
    }
    String prefix = Paths.prefix(anchor.get());
    if (!tree.paths().contains(prefix + ANNOTATIONS)) {
      return Optional.empty();
    }
    TinyImageNetFiles files = new TinyImageNetFiles(tree, prefix);
    return Optional.of(part.equals("test") ? files.unlabelled(name) : files.labelled(name, part));
  }

  private ImageSource labelled(String name, String part) throws ImageSourceException {
    NavigableMap<String, String> classOfPath = new TreeMap<>();
    if (!part.equals("val")) {
      addTraining(classOfPath);
    }
    if (!part.equals("train")) {
      addValidation(classOfPath);
    }
    return LabelledFiles.source(
        tree, name, classOfPath, classNames, Set.of(prefix + "wnids.txt", prefix + ANNOTATIONS));
  }

  private void addTraining(NavigableMap<String, String> classOfPath) throws ImageSourceException {
    for (String path : tree.paths()) {
      Matcher training = TRAINING.matcher(path.startsWith(prefix) ? below(path) : "");
      if (training.matches() && Paths.isImage(path)) {
        classOfPath.put(path, known(path, training.group(1)));
      }
    }
  }

  private void addValidation(NavigableMap<String, String> classOfPath) throws ImageSourceException {
    for (String line : TextFiles.lines(tree, prefix + ANNOTATIONS)) {
      String[] columns = line.split("\t", -1);
      if (columns.length < 2) {
        throw TextFiles.wrong(tree, ANNOTATIONS, line, "a file and its class, with a tab between");
      }
      classOfPath.put(prefix + "val/images/" + columns[0], known(line, columns[1]));
    }
  }

  private String known(String line, String wnid) throws ImageSourceException {
    if (!classNames.contains(wnid)) {
      throw TextFiles.wrong(tree, prefix + "wnids.txt", line, "of a class that is listed there");
    }
    return wnid;
  }

  private ImageSource unlabelled(String name) {
    List<String> images =
        tree.paths().stream()
            .filter(path -> path.startsWith(prefix + "test/") && Paths.isImage(path))
            .toList();
    return new EncodedImages(
        name, tree, new ImageListing(images, Optional.<Labels>empty(), List.of()));
  }

  private String below(String path) {
    return path.substring(prefix.length());
  }
}
