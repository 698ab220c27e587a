package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSourceException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The path of a file in an archive, checked: archives come from strangers. */
final class EntryPath {
  private EntryPath() {}

  /**
   * The entry's path with slashes, without a leading {@code ./}; empty if it is hidden.
   *
   * @throws ImageSourceException if it leads out of the archive
   */
  static Optional<String> of(String entry, Path archive) throws ImageSourceException {
    String path = entry.replaceFirst("^(\\./)+", "");
    List<String> parts = Arrays.asList(path.split("/"));
    if (path.startsWith("/") || parts.contains("..")) {
      throw new ImageSourceException(
          archive + ": entry '" + entry + "' leads out of the archive; not opened");
    }
    return parts.stream().anyMatch(FileTree::isHidden) ? Optional.empty() : Optional.of(path);
  }
}
