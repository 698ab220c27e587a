package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.decode.ImageHeaders;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
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

  /** The folder of a path with its slash; empty for a file at the root. */
  static String prefix(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The file of that name that lies nearest to the root. */
  static Optional<String> fileNamed(FileTree tree, String file) {
    return tree.paths().stream()
        .filter(path -> file(path).equals(file))
        .min(Comparator.comparingInt(String::length));
  }

  /** The first folder whose path ends in {@code folders}, as {@code "a/b"}. */
  static Optional<String> folderEndingIn(FileTree tree, String folders) {
    String wanted = "/" + folders + "/";
    return tree.paths().stream()
        .filter(path -> ("/" + path).contains(wanted))
        .findFirst()
        .map(path -> path.substring(0, ("/" + path).indexOf(wanted) + folders.length()));
  }

  static boolean isImage(String path) {
    return ImageHeaders.isImageName(path);
  }
}
