package io.boogeyman.cli.reproduce;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results in files that are named by what they are and what they depend on. */
final class KeptResults {
  private KeptResults() {}

  /**
   * Whether there is a file of such a name.
   *
   * @param pattern with question marks for what it depends on
   */
  static boolean has(Path folder, String pattern) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      return files.iterator().hasNext();
    }
  }
}
