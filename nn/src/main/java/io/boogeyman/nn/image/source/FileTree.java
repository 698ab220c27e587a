package io.boogeyman.nn.image.source;

import java.io.IOException;
import java.util.List;

/**
 * Files under one root, in a folder or an archive, named by their path from the root with slashes.
 * Hidden files and {@code __MACOSX} are not in it. Safe for use by several threads at once.
 */
interface FileTree extends AutoCloseable {

  /** What the root is called, for people. */
  String name();

  /** The paths of all files, sorted. */
  List<String> paths();

  /**
   * All bytes of one file.
   *
   * @throws IOException if it is none of {@link #paths()}, cannot be read, or has more than {@code
   *     most} bytes
   */
  byte[] read(String path, int most) throws IOException;

  /** A digest of the paths, sizes and times of the files. */
  String fingerprint();

  @Override
  void close();

  /** Whether some file lies below {@code folder}. */
  default boolean hasFolder(String folder) {
    String prefix = folder + "/";
    return paths().stream().anyMatch(path -> path.startsWith(prefix));
  }

  /** Whether a part of a path makes the file one to leave out. */
  static boolean isHidden(String part) {
    return part.startsWith(".") || part.equals("__MACOSX");
  }
}
