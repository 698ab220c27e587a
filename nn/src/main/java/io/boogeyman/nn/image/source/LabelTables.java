package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Labels in CSV files that lie among the images: GTSRB's (a file a class, or one for the test set)
 * and others with a column of file names and one of classes, separated by commas, semicolons or
 * tabs.
 *
 * <p>A file name is taken from the table's own folder first, then from the root. A table that names
 * no file of the tree is no table of labels. An image that is listed but not there stays listed, to
 * be counted as unreadable; an image that no table lists is ignored.
 */
final class LabelTables {
  private static final Set<String> FILE_COLUMNS =
      Set.of("filename", "file_name", "file", "path", "filepath", "image", "image_path");
  private static final Set<String> CLASS_COLUMNS =
      Set.of("classid", "class_id", "class", "label", "category", "target");
  private static final int MOST_BYTES = 64 << 20;

  private LabelTables() {}

  /** The labelled images of a tree; empty if it has no table of labels. */
  static Optional<ImageListing> read(FileTree tree) throws IOException {
    Set<String> files = new HashSet<>(tree.paths());
    NavigableMap<String, String> classOfPath = new TreeMap<>();
    Set<String> tables = new HashSet<>();
    for (String path : tree.paths()) {
      if (path.toLowerCase(Locale.ROOT).endsWith(".csv")) {
        NavigableMap<String, String> rows = rows(tree, path, files);
        if (rows.keySet().stream().anyMatch(files::contains)) {
          tables.add(path);
          merge(classOfPath, rows, path);
        }
      }
    }
    return tables.isEmpty() ? Optional.empty() : Optional.of(listing(tree, classOfPath, tables));
  }

  private static void merge(
      NavigableMap<String, String> classOfPath, NavigableMap<String, String> rows, String table)
      throws ImageSourceException {
    for (Map.Entry<String, String> row : rows.entrySet()) {
      String before = classOfPath.put(row.getKey(), row.getValue());
      if (before != null && !before.equals(row.getValue())) {
        throw new ImageSourceException(
            "%s: calls %s '%s', but another table calls it '%s'"
                .formatted(table, row.getKey(), row.getValue(), before));
      }
    }
  }

  private static ImageListing listing(
      FileTree tree, NavigableMap<String, String> classOfPath, Set<String> tables) {
    List<String> names =
        classOfPath.values().stream().distinct().sorted(order(classOfPath)).toList();
    Map<String, Integer> numbers = Numbering.of(names);
    int[] classes = classOfPath.values().stream().mapToInt(numbers::get).toArray();
    List<String> ignored =
        tree.paths().stream()
            .filter(Predicate.not(classOfPath::containsKey))
            .filter(Predicate.not(tables::contains))
            .toList();
    return new ImageListing(
        List.copyOf(classOfPath.keySet()), Optional.of(new Labels(names, classes)), ignored);
  }

  /** Classes that are numbers are in the order of numbers, others in that of names. */
  private static Comparator<String> order(NavigableMap<String, String> classOfPath) {
    boolean numbers = classOfPath.values().stream().allMatch(name -> name.matches("\\d{1,9}"));
    return numbers ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder();
  }

  private static NavigableMap<String, String> rows(FileTree tree, String table, Set<String> files)
      throws IOException {
    String text =
        new String(bytes(tree, table), StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
    NavigableMap<String, String> rows = new TreeMap<>();
    try (CSVParser parser = format(text).parse(new StringReader(text))) {
      Optional<String> file = column(parser, FILE_COLUMNS);
      Optional<String> label = column(parser, CLASS_COLUMNS);
      if (file.isPresent() && label.isPresent()) {
        addRows(rows, parser, new Columns(table, file.get(), label.get()), files);
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      requireNoTable(rows, files, table, e);
      rows.clear();
    }
    return rows;
  }

  /** What a table calls the column of file names and that of classes. */
  private record Columns(String table, String file, String label) {}

  private static void addRows(
      NavigableMap<String, String> rows, CSVParser parser, Columns columns, Set<String> files)
      throws ImageSourceException {
    for (CSVRecord row : parser) {
      if (row.isSet(columns.file()) && row.isSet(columns.label())) {
        String path = locate(row.get(columns.file()), Paths.folder(columns.table()), files);
        String name = className(columns.table(), row.get(columns.label()));
        String before = rows.put(path, name);
        if (before != null && !before.equals(name) && files.contains(path)) {
          throw new ImageSourceException(
              "%s: calls %s '%s', and before '%s'".formatted(columns.table(), path, name, before));
        }
      }
    }
  }

  /** A text that breaks off as a table is none, unless it has named images already. */
  private static void requireNoTable(
      NavigableMap<String, String> rows, Set<String> files, String table, Exception e)
      throws ImageSourceException {
    if (rows.keySet().stream().anyMatch(files::contains)) {
      throw new ImageSourceException(
          "%s: no table from some line on: %s".formatted(table, e.getMessage()));
    }
  }

  private static byte[] bytes(FileTree tree, String table) throws ImageSourceException {
    try {
      return tree.read(table, MOST_BYTES);
    } catch (IOException e) {
      throw new ImageSourceException(
          tree.name() + ": " + table + " cannot be read: " + e.getMessage());
    }
  }

  private static CSVFormat format(String text) {
    String header = text.lines().findFirst().orElse("");
    char separator =
        List.of(',', ';', '\t').stream()
            .max(Comparator.comparingLong(c -> header.chars().filter(h -> h == c).count()))
            .orElseThrow();
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setHeader()
        .setSkipHeaderRecord(true)
        .setTrim(true)
        .get();
  }

  private static Optional<String> column(CSVParser parser, Set<String> wanted) {
    return parser.getHeaderNames().stream()
        .filter(name -> wanted.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static String locate(String file, String folder, Set<String> files) {
    String path = file.replace('\\', '/').replaceFirst("^(\\./|/)+", "");
    String beside = folder.isEmpty() ? path : folder + "/" + path;
    return files.contains(beside) || !files.contains(path) ? beside : path;
  }

  /** GTSRB numbers classes in its tables and pads the same numbers in its folders: "00014". */
  private static String className(String table, String text) {
    return Paths.file(table).startsWith("GT-") && text.matches("\\d{1,5}")
        ? "%05d".formatted(Integer.valueOf(text))
        : text;
  }
}
