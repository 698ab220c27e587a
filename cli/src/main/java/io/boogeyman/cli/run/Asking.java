package io.boogeyman.cli.run;

import io.boogeyman.attack.query.BlindStrategy;
import io.boogeyman.attack.reading.Reading;
import io.boogeyman.core.transcript.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one thief asks, and what for.
 *
 * @param thief what tells him from others: {@code "thief-1"}
 * @param seed his
 * @param answers what copies make of his answers, at least one
 */
record Asking(String thief, long seed, List<Reading> answers) {

  /** With what he was answered. */
  record Done(Asking asking, Transcript got) {

    boolean serves(Reading reading, long seed) {
      return asking.seed() == seed && asking.answers().contains(reading);
    }
  }

  /**
   * All that ask. Where answers decide nothing, one asking of a seed serves all that is made of
   * them; but one that asks variations of images is one of its own. Else each reading is a thief of
   * its own, who sees no more than that.
   */
  static List<Asking> all(StealSettings settings, Thief thief) {
    List<Asking> all = new ArrayList<>();
    for (long seed : settings.seeds()) {
      Map<String, List<Reading>> together = new LinkedHashMap<>();
      for (Reading reading : settings.answers()) {
        together.computeIfAbsent(suffix(reading, thief), key -> new ArrayList<>()).add(reading);
      }
      together.forEach(
          (suffix, readings) ->
              all.add(new Asking("thief-" + seed + suffix, seed, List.copyOf(readings))));
    }
    return all;
  }

  private static String suffix(Reading reading, Thief thief) {
    return thief.isBlind() && reading.variationsAsked() == 1 ? "" : "-" + reading;
  }

  /**
   * Refuses to ask more than a thief has images for.
   *
   * @throws IllegalArgumentException in one line, if he has too few
   */
  static void requireEnough(StealSettings settings, Thief thief) {
    all(settings, thief)
        .forEach(asking -> asking.of(thief).requireEnough(settings.largestBudget()));
  }

  /** The thief as he asks for this: of variations, where they are wanted. */
  Thief of(Thief thief) {
    int variations = answers.get(0).variationsAsked();
    return variations > 1 && thief.strategy() instanceof BlindStrategy blind
        ? thief.varying(blind, variations)
        : thief;
  }
}
