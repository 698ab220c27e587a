package io.boogeyman.defend.prada;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The queries of one class that were far from those before, and their distances. */
interface GrowingSet<P> {

  int size();

  /** The distance to the nearest member. */
  double nearest(P query);

  /** Adds a member, the one that {@link #nearest} was last asked about. */
  void add(P query);

  /** Each member's distance to the nearest other one; infinite where there is no other. */
  double[] distancesWithin();

  void write(DataOutput out) throws IOException;

  /** Adds the members that were written, to a set that is empty. */
  void read(DataInput in) throws IOException;
}
