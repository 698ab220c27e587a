package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Images whose classes a data set's own files tell. */
final class LabelledFiles {
  private LabelledFiles() {}

  /**
   * The source of these images.
   *
   * @param classOfPath the class of each image; one that is not in the tree counts as unreadable
   * @param classNames all classes in order, so that every part of the set has the same
   * @param tables the files that told
   */
  static ImageSource source(
      FileTree tree,
      String name,
      NavigableMap<String, String> classOfPath,
      List<String> classNames,
      Set<String> tables) {
    Map<String, Integer> numbers = Numbering.of(classNames);
    Labels labels =
        new Labels(classNames, classOfPath.values().stream().mapToInt(numbers::get).toArray());
    List<String> ignored =
        tree.paths().stream()
            .filter(Predicate.not(Paths::isImage))
            .filter(Predicate.not(tables::contains))
            .toList();
    return new EncodedImages(
        name,
        tree,
        new ImageListing(List.copyOf(classOfPath.keySet()), Optional.of(labels), ignored));
  }
}
