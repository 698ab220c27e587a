package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Published;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.result.FigureTable;
import io.boogeyman.cli.result.FigureTable.Value;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;

/** Makes tables of findings: each kind of table has a view, which names columns and fills rows. */
final class Views {
  private static final String PUBLISHED = "published";

  private final Profile profile;
  private final Findings findings;

  Views(Profile profile, Findings findings) {
    this.profile = profile;
    this.findings = findings;
  }

  FigureTable of(Table table) {
    View view = view(table);
    List<String> columns = new ArrayList<>(view.columns());
    List<List<Value>> rows = new ArrayList<>();
    boolean published = !table.published().isEmpty();
    for (List<Value> row : view.rows()) {
      List<Value> whole = new ArrayList<>(row);
      if (published) {
        whole.add(Value.of(counterpart(table, columns, row)));
      }
      rows.add(whole);
    }
    if (published) {
      columns.add(PUBLISHED);
    }
    return new FigureTable(table.id(), table.title(), note(table), columns, rows, view.chart());
  }

  /** Says over how many seeds thefts were measured, where they were not as many as usual. */
  private String note(Table table) {
    String note = table.note().orElse("").strip();
    IntSummaryStatistics seeds =
        Profile.cells(List.of(table)).stream()
            .flatMap(cell -> findings.theft(cell).stream())
            .mapToInt(stolen -> stolen.copies().size())
            .summaryStatistics();
    if (seeds.getCount() == 0
        || (seeds.getMin() == profile.seeds() && seeds.getMax() == profile.seeds())) {
      return note;
    }
    String count =
        seeds.getMin() == seeds.getMax()
            ? Integer.toString(seeds.getMax())
            : seeds.getMin() + " to " + seeds.getMax();
    return (note + " Over " + count + (seeds.getMax() == 1 ? " seed." : " seeds.")).strip();
  }

  private View view(Table table) {
    if (table instanceof Table.Sets shown) {
      return new SetsView(profile, findings, shown);
    }
    if (table instanceof Table.Thefts shown) {
      return new TheftsView(profile, findings, shown);
    }
    if (table instanceof Table.Classes shown) {
      return new ClassesView(findings, shown);
    }
    return new DetectionView(findings, (Table.Detection) table);
  }

  /** What the paper has of a row; empty where it has nothing. */
  private static String counterpart(Table table, List<String> columns, List<Value> row) {
    return table.published().stream()
        .filter(figure -> isOf(figure, columns, row))
        .map(Published::toWords)
        .reduce((first, second) -> first + "; " + second)
        .orElse("");
  }

  private static boolean isOf(Published figure, List<String> columns, List<Value> row) {
    for (Map.Entry<String, String> said : figure.row().entrySet()) {
      int column = columns.indexOf(said.getKey());
      if (column < 0 || !row.get(column).text().equals(said.getValue())) {
        return false;
      }
    }
    return true;
  }
}
