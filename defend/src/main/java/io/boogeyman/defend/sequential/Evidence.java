package io.boogeyman.defend.sequential;

/**
 * What a {@link SequentialTest} knows of a client: a fortune for each way of betting, a hundred
 * bytes, whatever the client asks.
 */
public final class Evidence {
  final double[] fortunes;
  final double unspent;
  final long queries;
  final double highest;

  Evidence(double[] fortunes, double unspent, long queries, double highest) {
    this.fortunes = fortunes;
    this.unspent = unspent;
    this.queries = queries;
    this.highest = Math.max(highest, logarithm(fortunes, unspent));
  }

  static double logarithm(double[] fortunes, double unspent) {
    double sum = 0;
    for (double fortune : fortunes) {
      sum += fortune;
    }
    return Math.log(sum / fortunes.length + unspent);
  }

  /** Queries so far. */
  public long queries() {
    return queries;
  }

  /** The logarithm of all fortunes together by now; at the beginning 0. */
  public double now() {
    return logarithm(fortunes, unspent);
  }

  /** The highest that it ever was. */
  public double highest() {
    return highest;
  }
}
