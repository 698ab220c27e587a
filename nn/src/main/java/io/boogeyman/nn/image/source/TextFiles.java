package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The small text files in which data sets write their classes and parts. */
final class TextFiles {
  private static final int MOST_BYTES = 64 << 20;

  private TextFiles() {}

  /**
   * All of a file, as UTF-8 without a byte order mark.
   *
   * @throws ImageSourceException if it cannot be read
   */
  static String text(FileTree tree, String path) throws ImageSourceException {
    try {
      return new String(tree.read(path, MOST_BYTES), StandardCharsets.UTF_8)
          .replaceFirst("^\ufeff", "");
    } catch (IOException e) {
      throw new ImageSourceException(
          tree.name() + ": " + path + " cannot be read: " + e.getMessage());
    }
  }

  /** The lines of a file that are not blank, stripped. */
  static List<String> lines(FileTree tree, String path) throws ImageSourceException {
    return text(tree, path).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * The values of a file whose lines are {@code <number> <value>}.
   *
   * @throws ImageSourceException if a line is not so, or a number comes twice
   */
  static NavigableMap<Integer, String> numbered(FileTree tree, String path)
      throws ImageSourceException {
    NavigableMap<Integer, String> values = new TreeMap<>();
    for (String line : lines(tree, path)) {
      String[] words = line.split("\\s+", 2);
      if (words.length < 2 || !words[0].matches("\\d{1,9}")) {
        throw wrong(tree, path, line, "a number and a value, as '1 name'");
      }
      if (values.put(Integer.valueOf(words[0]), words[1]) != null) {
        throw wrong(tree, path, line, "a number that no other line has");
      }
    }
    return values;
  }

  /** A line is not what it should be. */
  static ImageSourceException wrong(FileTree tree, String path, String line, String expected) {
    String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
    return new ImageSourceException(
        "%s: %s: '%s' should be %s".formatted(tree.name(), path, shown, expected));
  }
}
