package io.boogeyman.cli.reproduce;

import java.util.List;

/** One piece of work of a reproduction. What it depends on stands before it in the plan. */
sealed interface Node {

  /** What it is called on the progress display. */
  String name();

  /**
   * A victim is trained.
   *
   * @param victim its name in the profile
   */
  record TrainVictim(String victim) implements Node {
    @Override
    public String name() {
      return "victim " + victim;
    }
  }

  /**
   * A thief steals from a victim: every kind of answers with every budget and seed.
   *
   * @param victim its name in the profile
   * @param thief his
   * @param copy its
   * @param answers granularities
   * @param budgets ascending
   * @param seeds thieves of his kind
   */
  record Steal(
      String victim,
      String thief,
      String copy,
      List<String> answers,
      List<Integer> budgets,
      int seeds)
      implements Node {
    @Override
    public String name() {
      return "%s, stolen by %s as %s from %s answers (%s)"
          .formatted(
              victim,
              thief,
              copy,
              String.join(", ", budgets.stream().map(Object::toString).toList()),
              String.join(", ", answers));
    }
  }

  /**
   * Detectors are fitted and calibrated, and attackers sent against them.
   *
   * @param watch its name in the profile
   * @param seed of splits, fits and draws
   */
  record Detect(String watch, long seed) implements Node {
    @Override
    public String name() {
      return "detectors of " + watch + ", seed " + seed;
    }
  }
}
