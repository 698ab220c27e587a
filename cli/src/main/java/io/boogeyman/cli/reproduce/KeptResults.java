package io.boogeyman.cli.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Results in files that are named by what they are and what they depend on. */
final class KeptResults {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KeptResults() {}

  /**
   * Reads one.
   *
   * @return empty where there is none, or it is damaged: it can be made again
   * @throws IOException if the disk cannot be read
   */
  static <T> Optional<T> read(Path file, Class<T> kind) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(Files.readString(file), kind));
    } catch (JsonProcessingException | CharacterCodingException damaged) {
      return Optional.empty();
    }
  }

  /** Keeps one, whole or not at all. */
  static <T> T write(Path file, T result) throws IOException {
    WholeFile.write(file, JSON.writeValueAsString(result));
    return result;
  }

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
