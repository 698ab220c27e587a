package io.boogeyman.victim.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the classes are called, as a description says it. */
public final class ClassNames {

  private ClassNames() {}

  /**
   * The names.
   *
   * @param classes a number, a list of names, or a text file with one name a line
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is none of these, or there are fewer than two
   */
  public static List<String> read(JsonNode classes) throws IOException {
    List<String> names = new ArrayList<>();
    if (classes.isInt()) {
      return numbered(classes.intValue());
    } else if (classes.isArray()) {
      classes.forEach(name -> names.add(name.asText()));
    } else if (classes.isTextual()) {
      names.addAll(lines(Path.of(classes.textValue())));
    } else {
      throw new IllegalArgumentException(
          "classes is a number, a list of names, or a file with one name a line");
    }
    if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "classes must name at least two classes, none of them twice; there are " + names);
    }
    return List.copyOf(names);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readString(file)
          .replaceFirst("^\ufeff", "") // a byte order mark
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": the names of classes must be in UTF-8", e);
    }
  }

  /**
   * Names for classes of which only the number is known: 0, 1, …
   *
   * @throws IllegalArgumentException if there are fewer than two, or over a million
   */
  public static List<String> numbered(int count) {
    if (count < 2 || count > 1_000_000) {
      throw new IllegalArgumentException("classes must be at least 2, not " + count);
    }
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
