package io.boogeyman.defend.parameters;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.observation.Matrix;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * All that something fitted needs to be the same again: what kind it is, texts, rows of numbers in
 * single and in double precision. What belongs to a part of it stands under a path, {@code
 * "regression/weights"}.
 *
 * <p>Readers throw {@link IllegalArgumentException} in one line where something is missing or is
 * not what it should be.
 */
public final class Parameters {
  private static final String KIND = "kind";

  private final NavigableMap<String, String> texts = new TreeMap<>();
  private final NavigableMap<String, Matrix> singles = new TreeMap<>();
  private final NavigableMap<String, double[][]> doubles = new TreeMap<>();

  private Parameters() {}

  /** None yet, not even a kind. */
  public static Parameters empty() {
    return new Parameters();
  }

  /** None yet but what kind of thing they are of. */
  public static Parameters of(String kind) {
    return empty().with(KIND, kind);
  }

  /** Adds a text. */
  public Parameters with(String name, String value) {
    texts.put(name, value);
    return this;
  }

  /** Adds a number, written so that the same double is read again. */
  public Parameters with(String name, double value) {
    return with(name, Double.toString(value));
  }

  /** Adds numbers in single precision. */
  public Parameters with(String name, Matrix rows) {
    singles.put(name, rows);
    return this;
  }

  /** Adds rows of one length in double precision. */
  public Parameters with(String name, double[]... rows) {
    doubles.put(name, rows);
    return this;
  }

  /** Adds all that another has, under a path. */
  public Parameters with(String path, Parameters part) {
    part.texts.forEach((name, value) -> texts.put(path + "/" + name, value));
    part.singles.forEach((name, rows) -> singles.put(path + "/" + name, rows));
    part.doubles.forEach((name, rows) -> doubles.put(path + "/" + name, rows));
    return this;
  }

  /** What stands under a path; nothing, where nothing does. */
  public Parameters under(String path) {
    Parameters part = empty();
    under(path, texts, part.texts::put);
    under(path, singles, part.singles::put);
    under(path, doubles, part.doubles::put);
    return part;
  }

  private static <T> void under(String path, Map<String, T> all, BiConsumer<String, T> take) {
    all.forEach(
        (name, value) -> {
          if (name.startsWith(path + "/")) {
            take.accept(name.substring(path.length() + 1), value);
          }
        });
  }

  /** Whether anything stands under this name or path. */
  public boolean has(String name) {
    return texts.containsKey(name)
        || singles.containsKey(name)
        || doubles.containsKey(name)
        || texts.keySet().stream().anyMatch(text -> text.startsWith(name + "/"));
  }

  /** Names of all texts, sorted. */
  public Set<String> textNames() {
    return Collections.unmodifiableSet(texts.keySet());
  }

  /** Names of all rows in double precision, sorted. */
  public Set<String> rowNames() {
    return Collections.unmodifiableSet(doubles.keySet());
  }

  /** What kind of thing they are of. */
  public String kind() {
    return text(KIND);
  }

  /** A text. */
  public String text(String name) {
    return found(name, texts);
  }

  /** A finite number. */
  public double number(String name) {
    String text = text(name);
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw noNumber(name, text, e);
    }
    throw noNumber(name, text, null);
  }

  private static IllegalArgumentException noNumber(String name, String text, Exception cause) {
    return new IllegalArgumentException(
        OneLine.of("its " + name + " is '" + text + "', which is no number"), cause);
  }

  /**
   * A whole number.
   *
   * @param most what it is at most
   */
  public int count(String name, int most) {
    double number = number(name);
    if (number != Math.rint(number) || number < 0 || number > most) {
      throw new IllegalArgumentException(
          "its %s is %s, and should be a whole number of at most %d".formatted(name, number, most));
    }
    return (int) number;
  }

  /** Numbers in single precision. */
  public Matrix matrix(String name) {
    return found(name, singles);
  }

  /** Rows in double precision, at least one, all of one length. */
  public double[][] rows(String name) {
    return found(name, doubles);
  }

  /** The only row in double precision. */
  public double[] row(String name) {
    double[][] rows = rows(name);
    if (rows.length != 1) {
      throw new IllegalArgumentException("its %s has %d rows, not 1".formatted(name, rows.length));
    }
    return rows[0];
  }

  /** Parts that stand under the path with a number, from 0; how many, stands under its plural. */
  public <T> List<T> parts(String path, Function<Parameters, T> read) {
    int count = count(path + "s", 1_000);
    return IntStream.range(0, count).mapToObj(i -> read.apply(under(path + i))).toList();
  }

  /** Adds parts as {@link #parts} finds them. */
  public Parameters withParts(String path, List<Parameters> parts) {
    for (int i = 0; i < parts.size(); i++) {
      with(path + i, parts.get(i));
    }
    return with(path + "s", parts.size());
  }

  /** SHA-256 over all names and values, hexadecimal. */
  public String digest() {
    Digest digest = Digest.start();
    texts.forEach((name, value) -> digest.add(name).add(value));
    singles.forEach((name, rows) -> digest.add(name).add(rows.width()).add(rows.toArray()));
    doubles.forEach(
        (name, rows) -> {
          digest.add(name);
          for (double[] row : rows) {
            digest.add(row.length);
            for (double value : row) {
              digest.add(Double.doubleToLongBits(value));
            }
          }
        });
    return digest.hex();
  }

  /** These without one text. */
  public Parameters without(String name) {
    Parameters rest = empty();
    texts.forEach(rest::with);
    rest.texts.remove(name);
    rest.singles.putAll(singles);
    rest.doubles.putAll(doubles);
    return rest;
  }

  private static <T> T found(String name, Map<String, T> all) {
    T value = all.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it lacks its " + name);
    }
    return value;
  }

  NavigableMap<String, String> texts() {
    return texts;
  }

  NavigableMap<String, Matrix> singles() {
    return singles;
  }

  NavigableMap<String, double[][]> doubles() {
    return doubles;
  }
}
