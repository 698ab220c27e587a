package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.decode.ImageHeaders;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Parts of the paths in a {@link FileTree}. */
final class Paths {
  private Paths() {}

  /** All before the last slash; empty for a file at the root. */
  static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** All after the last slash. */
  static String file(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** All before the first slash; the whole for a file at the root. */
  static String top(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  /** The names of the files and folders at the root. */
  static NavigableSet<String> tops(List<String> paths) {
    NavigableSet<String> tops = new TreeSet<>();
    paths.forEach(path -> tops.add(top(path)));
    return tops;
  }

  static boolean isImage(String path) {
    return ImageHeaders.isImageName(path);
  }
}
