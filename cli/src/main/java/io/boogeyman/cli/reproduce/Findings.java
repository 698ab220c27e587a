package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Cell;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.cli.result.VictimSummary;
import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured so far, by what the profile calls it. */
final class Findings {
  private final int seeds;
  private final Map<String, TrainedVictim> victims = new HashMap<>();
  private final Map<Cell, Stolen> thefts = new HashMap<>();
  private final Map<String, List<DetectionResult>> detections = new LinkedHashMap<>();

  /**
   * @param seeds calibrations of each kind that are made of a watch
   */
  Findings(int seeds) {
    this.seeds = seeds;
  }

  /** Whether all is there that a table shows. */
  boolean suffice(Table table) {
    boolean trained =
        !(table instanceof Table.Sets shown) || victims.keySet().containsAll(shown.victims());
    return trained
        && thefts.keySet().containsAll(Profile.cells(List.of(table)))
        && Profile.watches(List.of(table)).stream().noneMatch(of -> detections(of).isEmpty());
  }

  /**
   * A victim.
   *
   * @param accuracy on its test images
   * @param trainImages how many it learnt from, those held out among them
   * @param testImages how many it was measured on
   * @param classes how many there are
   */
  record TrainedVictim(Interval accuracy, int trainImages, int testImages, int classes) {}

  /**
   * One cell.
   *
   * @param copies one a seed
   * @param named for each of them, how often its answers named each class
   * @param victim who was stolen from
   */
  record Stolen(List<Surrogate> copies, List<List<Integer>> named, VictimSummary victim) {}

  void victim(String name, TrainedVictim victim) {
    victims.put(name, victim);
  }

  Optional<TrainedVictim> victim(String name) {
    return Optional.ofNullable(victims.get(name));
  }

  void thefts(Node.Steal node, TheftResult result) {
    for (String answers : node.answers()) {
      for (int budget : node.budgets()) {
        List<Surrogate> copies =
            result.copies().stream()
                .filter(copy -> copy.answers().equals(answers) && copy.budget() == budget)
                .toList();
        List<List<Integer>> named =
            result.named().stream()
                .filter(of -> of.answers().equals(answers) && of.budget() == budget)
                .map(TheftResult.Named::counts)
                .toList();
        thefts.put(
            new Cell(node.victim(), node.thief(), node.copy(), answers, budget),
            new Stolen(copies, named, result.victim()));
      }
    }
  }

  Optional<Stolen> theft(Cell cell) {
    return Optional.ofNullable(thefts.get(cell));
  }

  void detection(String watch, DetectionResult result) {
    detections.computeIfAbsent(watch, key -> new ArrayList<>()).add(result);
  }

  /** One a seed; none as long as some are missing. */
  List<DetectionResult> detections(String watch) {
    List<DetectionResult> made = detections.getOrDefault(watch, List.of());
    return made.size() < seeds ? List.of() : made;
  }
}
