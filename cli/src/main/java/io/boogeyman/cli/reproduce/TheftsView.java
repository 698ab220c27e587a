package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Cell;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.DetectionResult.Attacker;
import io.boogeyman.cli.result.DetectionResult.Encounter;
import io.boogeyman.cli.result.FigureTable.Chart;
import io.boogeyman.cli.result.FigureTable.Value;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What thieves got, and, where the table names detectors, whether they were seen getting it. */
record TheftsView(Profile profile, Findings findings, Table.Thefts table) implements View {
  private static final List<String> NAMES = List.of("victim", "thief", "copy", "answers", "budget");
  private static final String FIDELITY = "fidelity";

  @Override
  public List<String> columns() {
    Stream<String> figures = Stream.of("accuracy", FIDELITY, "recovery");
    Stream<String> seen =
        table.detectors().stream()
            .flatMap(name -> Stream.of("found by " + name, "accused by it after"));
    return Stream.of(NAMES.stream(), figures, seen).flatMap(names -> names).toList();
  }

  @Override
  public List<List<Value>> rows() {
    return table.cells().stream().map(this::row).toList();
  }

  private List<Value> row(Cell cell) {
    Findings.Stolen stolen = findings.theft(cell).orElseThrow();
    List<Value> row = new ArrayList<>();
    row.add(Value.of(cell.victim()));
    row.add(Value.of(cell.thief()));
    row.add(Value.of(cell.copy()));
    row.add(Value.of(cell.answers()));
    row.add(Value.count(cell.budget()));
    row.add(Value.percent(over(stolen, Surrogate::accuracy)));
    row.add(Value.percent(over(stolen, Surrogate::fidelity)));
    row.add(Value.percentage(over(stolen, Surrogate::recovery)));
    table.detectors().forEach(detector -> row.addAll(seen(cell.thief(), detector)));
    return row;
  }

  private static Interval over(Findings.Stolen stolen, Function<Surrogate, Interval> figure) {
    return Interval.meanOverSeeds(stolen.copies().stream().map(figure).toList());
  }

  private List<Value> seen(String thief, String detector) {
    String name = profile.thieves().get(thief).attacker().orElse(thief);
    List<Encounter> encounters = new ArrayList<>();
    for (DetectionResult result : findings.detections(table.watch().orElseThrow())) {
      int place = Measures.place(result, detector);
      result.attackers().stream()
          .filter(attacker -> attacker.name().equals(name))
          .map(Attacker::encounters)
          .forEach(met -> encounters.add(met.get(place)));
    }
    if (encounters.isEmpty()) {
      return List.of(Value.of("–"), Value.of("–"));
    }
    return List.of(
        Value.percent(Interval.meanOverSeeds(encounters.stream().map(Encounter::found).toList())),
        Latencies.value(encounters.stream().map(Encounter::accused).toList()));
  }

  @Override
  public Optional<Chart> chart() {
    return table.cells().size() < 2
        ? Optional.empty()
        : Optional.of(new Chart.Bars(FIDELITY, NAMES));
  }
}
