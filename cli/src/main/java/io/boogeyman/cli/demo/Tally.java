package io.boogeyman.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a client has got so far.
 *
 * @param scores images answered with all scores
 * @param classes images answered with the class alone
 * @param refused images that were refused
 * @param refusedInARow of these, the last ones with no answer after them
 */
public record Tally(int scores, int classes, int refused, int refusedInARow) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  Tally with(Reply reply) {
    return switch (reply) {
      case SCORES -> new Tally(scores + 1, classes, refused, 0);
      case CLASS -> new Tally(scores, classes + 1, refused, 0);
      case REFUSED -> new Tally(scores, classes, refused + 1, refusedInARow + 1);
    };
  }

  /** Images asked. */
  public int asked() {
    return answered() + refused;
  }

  /** Images answered in any way. */
  public int answered() {
    return scores + classes;
  }

  /** For people: how many answers, of what kinds, and what was refused. */
  @Override
  public String toString() {
    List<String> kinds = new ArrayList<>();
    kinds.add(String.format(Locale.ROOT, "%,d with all scores", scores));
    if (classes > 0) {
      kinds.add(String.format(Locale.ROOT, "%,d with the class alone", classes));
    }
    return String.format(
        Locale.ROOT,
        "%,d images: %s, %s refused",
        asked(),
        String.join(", ", kinds),
        refused == 0 ? "none" : String.format(Locale.ROOT, "%,d", refused));
  }
}
