package io.boogeyman.cli.command;

import io.boogeyman.cli.result.FigureTable;
import io.boogeyman.cli.result.FigureTable.Value;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables of figures on a terminal. */
final class TableText {
  /** A class each, a table may have hundreds of rows; the report and the CSV file have them all. */
  private static final int MOST_ROWS = 40;

  private TableText() {}

  /** Prints the beginning of a table, in columns. */
  static void print(FigureTable table, PrintStream out) {
    out.printf("%n%s (%s)%n", table.title(), table.id());
    if (!table.note().isEmpty()) {
      out.println(table.note());
    }
    out.println();
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns());
    table.rows().stream()
        .limit(MOST_ROWS)
        .forEach(row -> lines.add(row.stream().map(Value::text).toList()));
    int[] widths =
        IntStream.range(0, table.columns().size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    for (List<String> line : lines) {
      String padded =
          IntStream.range(0, widths.length)
              .mapToObj(c -> pad(line.get(c), widths[c]))
              .collect(Collectors.joining("  "));
      out.println(padded.stripTrailing());
    }
    if (table.rows().size() > MOST_ROWS) {
      out.println("… and " + (table.rows().size() - MOST_ROWS) + " rows more in the report");
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
