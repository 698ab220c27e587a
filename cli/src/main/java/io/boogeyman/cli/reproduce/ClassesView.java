package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.result.ClassResult;
import io.boogeyman.cli.result.FigureTable.Chart;
import io.boogeyman.cli.result.FigureTable.Value;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.statistics.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One theft, class by class: how many answers named a class, and what victim and copy know of it.
 */
record ClassesView(Findings findings, Table.Classes table) implements View {
  private static final String NAMED = "answers that name it";
  private static final String COPY = "copy";

  @Override
  public List<String> columns() {
    return List.of("class", NAMED, "test images", "victim", COPY);
  }

  /** The class that is named most often first. */
  @Override
  public List<List<Value>> rows() {
    Findings.Stolen stolen = findings.theft(table.cell()).orElseThrow();
    return IntStream.range(0, stolen.victim().classNames().size())
        .boxed()
        .sorted(Comparator.comparing(number -> -named(stolen, number)))
        .map(number -> row(stolen, number))
        .toList();
  }

  /** The mean over seeds. */
  private static double named(Findings.Stolen stolen, int number) {
    return stolen.named().stream().mapToInt(counts -> counts.get(number)).average().orElse(0);
  }

  private static List<Value> row(Findings.Stolen stolen, int number) {
    return List.of(
        Value.of(stolen.victim().classNames().get(number)),
        Value.mean(named(stolen, number)),
        Value.count(stolen.copies().get(0).classes().get(number).images()),
        Value.percent(over(stolen, number, ClassResult::victim)),
        Value.percent(over(stolen, number, ClassResult::surrogate)));
  }

  private static Interval over(
      Findings.Stolen stolen, int number, Function<ClassResult, Interval> figure) {
    List<Surrogate> copies = stolen.copies();
    return Interval.meanOverSeeds(
        copies.stream().map(copy -> figure.apply(copy.classes().get(number))).toList());
  }

  @Override
  public Optional<Chart> chart() {
    return Optional.of(new Chart.Points("class", NAMED, COPY, true));
  }
}
