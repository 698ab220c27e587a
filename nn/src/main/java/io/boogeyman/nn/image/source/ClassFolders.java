package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A tree of images whose folders may be classes. A folder without any image is no class
 * (torchvision refuses it), so a test set that lacks a class has other class names than its
 * training set.
 */
final class ClassFolders {
  /** Folders at the top that are parts of a data set and not classes. */
  static final Set<String> PARTS = Set.of("train", "val", "test");

  private ClassFolders() {}

  static ImageListing read(FileTree tree) {
    List<String> images = tree.paths().stream().filter(Paths::isImage).toList();
    List<String> ignored = tree.paths().stream().filter(Predicate.not(Paths::isImage)).toList();
    return new ImageListing(images, labels(images), ignored);
  }

  private static Optional<Labels> labels(List<String> images) {
    boolean inParts = PARTS.containsAll(Paths.tops(images));
    List<String> belowParts =
        inParts
            ? images.stream().map(path -> path.substring(path.indexOf('/') + 1)).toList()
            : images;
    if (images.isEmpty() || belowParts.stream().anyMatch(path -> path.indexOf('/') < 0)) {
      return Optional.empty();
    }
    List<String> names = List.copyOf(Paths.tops(belowParts));
    Map<String, Integer> numbers = Numbering.of(names);
    return Optional.of(
        new Labels(
            names, belowParts.stream().mapToInt(path -> numbers.get(Paths.top(path))).toArray()));
  }
}
