package io.boogeyman.cli.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the files that a target gives its reader; goes with the process. */
final class Scratch {
  private final Path folder;

  Scratch() {
    try {
      folder = Files.createTempDirectory("fuzz");
      Runtime.getRuntime().addShutdownHook(new Thread(this::clear));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Writes a file in place of what is there. */
  Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /** Takes a file away, if it is there. */
  void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  private void clear() {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> below = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : below) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      // What cannot be deleted now is the system's to clear from its folder for such files.
    }
  }
}
