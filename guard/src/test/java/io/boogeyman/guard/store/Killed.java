package io.boogeyman.guard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a kill leaves of a store: the file and its log as they are on disk at this moment. */
final class Killed {
  private Killed() {}

  static Path copy(Path file, Path to) throws IOException {
    for (String ending : new String[] {"", "-wal"}) {
      Path part = Path.of(file + ending);
      if (Files.exists(part)) {
        Files.copy(part, Path.of(to + ending));
      }
    }
    return to;
  }
}
