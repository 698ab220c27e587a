package io.boogeyman.defend.sequential;

import java.util.Arrays;

/**
 * The evidence at which a client is accused, and the false alarms that it stands for.
 *
 * @param evidence the logarithm of a fortune
 * @param falseAlarms the share of benign clients that are accused in all their life, at most
 */
public record AccusationBound(double evidence, double falseAlarms) {

  /**
   * For clients whose queries are independent benign draws, however many they ask: ln 1/α, by
   * Ville's inequality.
   *
   * @param falseAlarms α, over 0 and under 1
   */
  public static AccusationBound ofIndependentQueries(double falseAlarms) {
    requireShare(falseAlarms);
    return new AccusationBound(Math.log(1 / falseAlarms), falseAlarms);
  }

  /**
   * For clients like these, whatever their queries depend on: a rank of the highest evidence that
   * each of them came to. A further client of the same kind passes it with probability at most α,
   * since it is as likely as any of them to be among the highest (Vovk et al. 2005, "Algorithmic
   * learning in a random world", proposition 2.3).
   *
   * @param highest the highest evidence of each benign client
   * @param falseAlarms α
   * @throws IllegalArgumentException if the clients are too few to tell: 1/α − 1 are needed
   */
  public static AccusationBound ofClients(double[] highest, double falseAlarms) {
    requireShare(falseAlarms);
    int clients = highest.length;
    int rank = (int) Math.ceil((1 - falseAlarms) * (clients + 1.0) - 1e-9);
    if (rank > clients) {
      throw new IllegalArgumentException(
          "one false accusation in %.0f clients needs at least %.0f benign clients, not %d"
              .formatted(1 / falseAlarms, 1 / falseAlarms - 1, clients));
    }
    double[] sorted = Arrays.stream(highest).sorted().toArray();
    // Above it, not at it: clients may share the highest evidence of not having been tested.
    return new AccusationBound(Math.nextUp(sorted[rank - 1]), falseAlarms);
  }

  private static void requireShare(double falseAlarms) {
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "false alarms must be a share over 0 and under 1, not " + falseAlarms);
    }
  }
}
