package io.boogeyman.defend.extraction;

import java.util.ArrayList;
import java.util.List;

/**
 * The clients who, of all, would know most together.
 *
 * <p>They are found greedily: whoever adds most is taken next, the first of equals. The best of all
 * coalitions is hard to find (weighted maximum coverage). Coverage being monotone and submodular,
 * this one covers at least 1 − 1/e of what the best covers (Nemhauser, Wolsey and Fisher 1978);
 * information gain is not submodular (two clients who know one class each gain nothing alone), and
 * there is no such promise.
 *
 * @param members places in the list of clients, in the order in which they were taken; no more than
 *     it takes for the score
 * @param score of what they know together, in [0, 1]
 */
public record WorstCoalition(List<Integer> members, double score) {

  /** Keeps the members from changing. */
  public WorstCoalition {
    members = List.copyOf(members);
  }

  /**
   * Looks for it. Cost: {@code most} times all clients, each a merge and a score.
   *
   * @param clients their states, which stay as they are
   * @param most members, at least 1
   * @throws IllegalArgumentException if there are no clients, or no members allowed
   */
  public static <S> WorstCoalition greedily(
      ExtractionWarning<S> warning, List<S> clients, int most) {
    if (clients.isEmpty() || most < 1) {
      throw new IllegalArgumentException(
          "a coalition of at most %d among %d clients".formatted(most, clients.size()));
    }
    List<Integer> members = new ArrayList<>();
    S known = warning.begin();
    WorstCoalition worst = new WorstCoalition(members, -1);
    while (members.size() < Math.min(most, clients.size())) {
      members.add(next(warning, clients, members, known));
      known = warning.merge(known, clients.get(members.get(members.size() - 1)));
      double score = warning.score(known);
      worst = score > worst.score ? new WorstCoalition(members, score) : worst;
    }
    return worst;
  }

  private static <S> int next(
      ExtractionWarning<S> warning, List<S> clients, List<Integer> members, S known) {
    int best = -1;
    double most = -1;
    for (int i = 0; i < clients.size(); i++) {
      if (!members.contains(i)) {
        double score = warning.score(warning.merge(known, clients.get(i)));
        if (score > most) {
          most = score;
          best = i;
        }
      }
    }
    return best;
  }
}
