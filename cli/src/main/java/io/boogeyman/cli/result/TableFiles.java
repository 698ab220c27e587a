package io.boogeyman.cli.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.boogeyman.cli.result.FigureTable.Value;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.statistics.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Tables for programs: a JSON file of all, and a CSV file a table, in which a figure has three
 * columns, itself and the ends of its interval.
 */
public final class TableFiles {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** In which the CSV files are. */
  static final String FOLDER = "tables";

  private TableFiles() {}

  /** A result with its tables as JSON. */
  public static String toJson(Object result) {
    try {
      return MAPPER.writeValueAsString(result) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes all files, each whole or not at all.
   *
   * @param json the JSON file; CSV files go into a folder {@code tables} beside it
   * @throws IOException if one cannot be written
   */
  public static void write(Object result, List<FigureTable> tables, Path json) throws IOException {
    WholeFile.write(json, toJson(result));
    Path folder = Files.createDirectories(json.toAbsolutePath().getParent().resolve(FOLDER));
    for (FigureTable table : tables) {
      WholeFile.write(folder.resolve(table.id() + ".csv"), toCsv(table));
    }
  }

  /** A table as RFC 4180 has it. */
  static String toCsv(FigureTable table) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      boolean[] ranges = new boolean[table.columns().size()];
      for (int c = 0; c < ranges.length; c++) {
        ranges[c] = hasRange(table, c);
      }
      printer.printRecord(header(table, ranges));
      for (List<Value> row : table.rows()) {
        printer.printRecord(fields(row, ranges));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Counts are figures without an interval. */
  private static boolean hasRange(FigureTable table, int column) {
    return table.rows().stream()
        .flatMap(row -> row.get(column).figure().stream())
        .anyMatch(figure -> figure.low() < figure.high());
  }

  private static List<String> header(FigureTable table, boolean... ranges) {
    List<String> header = new ArrayList<>();
    IntStream.range(0, ranges.length)
        .forEach(
            c -> {
              String name = table.columns().get(c);
              header.add(name);
              if (ranges[c]) {
                header.add(name + ", low");
                header.add(name + ", high");
              }
            });
    return header;
  }

  private static List<Object> fields(List<Value> row, boolean... ranges) {
    List<Object> fields = new ArrayList<>();
    for (int c = 0; c < ranges.length; c++) {
      Value value = row.get(c);
      if (!ranges[c]) {
        fields.add(value.figure().<Object>map(TableFiles::whole).orElse(value.text()));
      } else {
        fields.add(value.figure().<Object>map(Interval::estimate).orElse(value.text()));
        fields.add(value.figure().<Object>map(Interval::low).orElse(""));
        fields.add(value.figure().<Object>map(Interval::high).orElse(""));
      }
    }
    return fields;
  }

  private static Object whole(Interval figure) {
    double value = figure.estimate();
    return value == Math.rint(value) ? (Object) (long) value : (Object) value;
  }
}
