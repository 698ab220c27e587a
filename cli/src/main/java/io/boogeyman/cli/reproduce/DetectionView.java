package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.DetectionResult.Detector;
import io.boogeyman.cli.result.DetectionResult.Encounter;
import io.boogeyman.cli.result.FigureTable.Chart;
import io.boogeyman.cli.result.FigureTable.Value;
import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Detectors before attackers, over seeds. */
record DetectionView(Findings findings, Table.Detection table) implements View {
  private static final String FOUND = "queries found";

  @Override
  public List<String> columns() {
    return List.of(
        "watch", "attacker", "detector", "AUROC", FOUND, "own queries passed", "accused after");
  }

  @Override
  public List<List<Value>> rows() {
    List<List<Value>> rows = new ArrayList<>();
    for (String watch : table.watches()) {
      List<DetectionResult> seeds = findings.detections(watch);
      DetectionResult first = seeds.get(0);
      for (DetectionResult.Attacker attacker : first.attackers()) {
        for (Detector detector : first.detectors()) {
          if (table.shows(attacker.name(), detector.name())) {
            rows.add(row(watch, attacker.name(), detector.name(), seeds));
          }
        }
      }
    }
    return rows;
  }

  private static List<Value> row(
      String watch, String attacker, String detector, List<DetectionResult> seeds) {
    List<Encounter> encounters = new ArrayList<>();
    List<Interval> passed = new ArrayList<>();
    for (DetectionResult seed : seeds) {
      int place = Measures.place(seed, detector);
      seed.attackers().stream()
          .filter(one -> one.name().equals(attacker))
          .forEach(one -> encounters.add(one.encounters().get(place)));
      passed.add(others(seed.detectors().get(place).flagged()));
    }
    return List.of(
        Value.of(watch),
        Value.of(attacker),
        Value.of(detector),
        Value.area(over(encounters, Encounter::auroc)),
        Value.percent(over(encounters, Encounter::found)),
        Value.percent(Interval.meanOverSeeds(passed)),
        Latencies.value(encounters.stream().map(Encounter::accused).toList()));
  }

  private static Interval over(List<Encounter> encounters, Function<Encounter, Interval> figure) {
    return Interval.meanOverSeeds(encounters.stream().map(figure).toList());
  }

  private static Interval others(Interval share) {
    return new Interval(1 - share.estimate(), 1 - share.high(), 1 - share.low());
  }

  @Override
  public Optional<Chart> chart() {
    return Optional.of(new Chart.Bars(FOUND, List.of("watch", "attacker", "detector")));
  }
}
