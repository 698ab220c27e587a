package io.boogeyman.cli.kill;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was killed so far. */
final class Tally {
  private final Map<Phase, Integer> kills = new EnumMap<>(Phase.class);
  private int works;
  private int requestsLost;
  private int imagesAnsweredAgain;

  void kill(Phase phase) {
    kills.merge(phase, 1, Integer::sum);
  }

  /** A piece of work has come to its end, and to the right one. */
  void ended(Killable work) throws InterruptedException {
    works++;
    if (work instanceof KilledTheft theft) {
      requestsLost += theft.requestsLost();
      imagesAnsweredAgain += theft.imagesAnsweredAgain();
    }
  }

  int kills() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  int kills(Phase phase) {
    return kills.getOrDefault(phase, 0);
  }

  int requestsLost() {
    return requestsLost;
  }

  int imagesAnsweredAgain() {
    return imagesAnsweredAgain;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d kills %s, %d works ended as if undisturbed; %d requests were lost in flight, %d images"
            + " were answered again for that",
        kills(),
        kills,
        works,
        requestsLost,
        imagesAnsweredAgain);
  }
}
