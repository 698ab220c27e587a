package io.boogeyman.defend.prada;

import java.util.Map;
import java.util.TreeMap;

/** What PRADA keeps of a client: everything, so it grows with what the client asks. */
public final class PradaClient<P> {
  final Map<Integer, ClassState<P>> classes = new TreeMap<>();
  final SortedDistances counted = new SortedDistances();
  int queries;
  double w = 1;
  boolean accused;

  PradaClient() {}

  /** Queries so far. */
  public int queries() {
    return queries;
  }

  /** W at the last test, 1 before the first. */
  public double w() {
    return w;
  }
}
