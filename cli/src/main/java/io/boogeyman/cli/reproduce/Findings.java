package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Cell;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.NamedClasses;
import io.boogeyman.cli.result.StealResult;
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
  private final Map<String, TrainedVictim> victims = new HashMap<>();
  private final Map<Cell, Stolen> thefts = new HashMap<>();
  private final Map<String, List<DetectionResult>> detections = new LinkedHashMap<>();

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
   * @param victim who was stolen from
   * @param named how often the answers named each class, those to the first seed's thief
   */
  record Stolen(List<Surrogate> copies, VictimSummary victim, NamedClasses named) {}

  void victim(String name, TrainedVictim victim) {
    victims.put(name, victim);
  }

  Optional<TrainedVictim> victim(String name) {
    return Optional.ofNullable(victims.get(name));
  }

  void thefts(Node.Steal node, StealResult result) {
    for (String answers : node.answers()) {
      for (int i = 0; i < node.budgets().size(); i++) {
        int budget = node.budgets().get(i);
        List<Surrogate> copies =
            result.surrogates().stream()
                .filter(copy -> copy.answers().equals(answers) && copy.budget() == budget)
                .toList();
        thefts.put(
            new Cell(node.victim(), node.thief(), node.copy(), answers, budget),
            new Stolen(copies, result.victim(), result.named().get(i)));
      }
    }
  }

  Optional<Stolen> theft(Cell cell) {
    return Optional.ofNullable(thefts.get(cell));
  }

  void detection(String watch, DetectionResult result) {
    detections.computeIfAbsent(watch, key -> new ArrayList<>()).add(result);
  }

  /** One a seed. */
  List<DetectionResult> detections(String watch) {
    return detections.getOrDefault(watch, List.of());
  }
}
