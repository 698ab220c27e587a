package io.boogeyman.cli.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.boogeyman.core.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of a report, with what a program needs of its figures.
 *
 * @param id what the command line calls it
 * @param title for people
 * @param note what to know when reading it; may be empty
 * @param columns their names
 * @param rows of as many values
 * @param chart how to draw it
 */
public record FigureTable(
    String id,
    String title,
    String note,
    List<String> columns,
    List<List<FigureTable.Value>> rows,
    Optional<FigureTable.Chart> chart) {
  private static final int LONG = 24;

  /** Whether so many rows that a page had better fold them away. */
  @JsonIgnore
  public boolean isLong() {
    return rows.size() > LONG;
  }

  /** Whether a column holds figures rather than names. */
  public boolean isFigures(int column) {
    return rows.stream().anyMatch(row -> row.get(column).figure().isPresent());
  }

  /**
   * One value of a table.
   *
   * @param text as people read it
   * @param figure as a number with its interval, where it is one
   */
  public record Value(String text, Optional<Interval> figure) {

    /** A name or a remark. */
    public static Value of(String text) {
      return new Value(text, Optional.empty());
    }

    /** How many. */
    public static Value count(int number) {
      return new Value(
          String.format(Locale.ROOT, "%,d", number), Optional.of(Interval.exactly(number)));
    }

    /** A mean of counts. */
    public static Value mean(double number) {
      return new Value(
          String.format(Locale.ROOT, "%,.1f", number), Optional.of(Interval.exactly(number)));
    }

    /** A share, which cannot leave [0, 1] though an interval over few seeds may. */
    public static Value percent(Interval share) {
      return percentage(
          new Interval(share.estimate(), Math.max(0, share.low()), Math.min(1, share.high())));
    }

    /** A ratio of shares, which may pass 1. */
    public static Value percentage(Interval ratio) {
      String text =
          String.format(
              Locale.ROOT,
              "%.1f %% (%.1f–%.1f)",
              100 * ratio.estimate(),
              100 * Math.max(0, ratio.low()),
              100 * ratio.high());
      return new Value(text, Optional.of(ratio));
    }

    /** An area under a curve, which cannot leave [0, 1] either. */
    public static Value area(Interval area) {
      String text =
          String.format(
              Locale.ROOT,
              "%.4f (%.4f–%.4f)",
              area.estimate(),
              Math.max(0, area.low()),
              Math.min(1, area.high()));
      return new Value(text, Optional.of(area));
    }
  }

  /** How a table is drawn. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Chart.Bars.class, name = "bars"),
    @JsonSubTypes.Type(value = Chart.Points.class, name = "points")
  })
  public sealed interface Chart {

    /**
     * A bar for each row, with its interval.
     *
     * @param column whose figures are drawn
     * @param names columns that say what a bar is, those that vary
     */
    record Bars(String column, List<String> names) implements Chart {}

    /**
     * A point for each row.
     *
     * @param name column that says what a point is
     * @param across column whose figures go from left to right
     * @param up column whose figures go upwards
     * @param logarithmic whether a step to the right is a factor rather than a sum
     */
    record Points(String name, String across, String up, boolean logarithmic) implements Chart {}
  }
}
