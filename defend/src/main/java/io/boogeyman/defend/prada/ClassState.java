package io.boogeyman.defend.prada;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is kept of the queries that were given one class. */
final class ClassState<P> {
  /** From so many distances on the authors' code counts a class. */
  private static final int COUNTED = 10;

  final GrowingSet<P> set;
  private final PradaRule rule;
  private final Distances distances = new Distances();
  private final Distances whenCame = new Distances();
  private double threshold;

  ClassState(GrowingSet<P> set, PradaRule rule) {
    this.set = set;
    this.rule = rule;
  }

  double threshold() {
    return threshold;
  }

  double[] distances() {
    return distances.toArray();
  }

  /** Takes a query, and adds the distances that count from now on. */
  void update(P point, SortedDistances counted) {
    if (set.size() == 0) {
      set.add(point);
      whenCame.add(0.0);
      return;
    }
    double distance = set.nearest(point);
    distances.add(distance);
    if (distance > threshold) {
      set.add(point);
      whenCame.add(distance);
      threshold = Math.max(threshold, meanLessDeviation());
    }
    if (rule == PradaRule.PAPER || distances.count() > COUNTED) {
      counted.add(distance);
    } else if (distances.count() == COUNTED) {
      countAll(counted);
    }
  }

  private void countAll(SortedDistances counted) {
    for (int i = 0; i < distances.count(); i++) {
      counted.add(distances.get(i));
    }
  }

  private double meanLessDeviation() {
    double[] values = rule == PradaRule.PAPER ? set.distancesWithin() : whenCame.toArray();
    double mean = Moments.mean(values, values.length);
    return mean - Moments.deviation(values, values.length, mean);
  }

  void write(DataOutput out) throws IOException {
    set.write(out);
    distances.write(out);
    whenCame.write(out);
    out.writeDouble(threshold);
  }

  void read(DataInput in, SortedDistances counted) throws IOException {
    set.read(in);
    distances.read(in);
    whenCame.read(in);
    threshold = in.readDouble();
    if (rule == PradaRule.PAPER || distances.count() >= COUNTED) {
      countAll(counted);
    }
  }
}
