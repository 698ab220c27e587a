package io.boogeyman.defend.prada;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is kept of the queries that were given one class. */
final class ClassState<P> {
  /** From so many distances on the authors' code counts a class. */
  private static final int COUNTED = 10;

  final GrowingSet<P> set;
  private final PradaRule rule;
  private final List<Double> distances = new ArrayList<>();
  private final List<Double> whenCame = new ArrayList<>();
  private double threshold;

  ClassState(GrowingSet<P> set, PradaRule rule) {
    this.set = set;
    this.rule = rule;
  }

  double threshold() {
    return threshold;
  }

  List<Double> distances() {
    return distances;
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
    if (rule == PradaRule.PAPER || distances.size() > COUNTED) {
      counted.add(distance);
    } else if (distances.size() == COUNTED) {
      distances.forEach(counted::add);
    }
  }

  private double meanLessDeviation() {
    double[] values =
        rule == PradaRule.PAPER
            ? set.distancesWithin()
            : whenCame.stream().mapToDouble(Double::doubleValue).toArray();
    double mean = Moments.mean(values, values.length);
    return mean - Moments.deviation(values, values.length, mean);
  }

  void write(DataOutput out) throws IOException {
    set.write(out);
    write(distances, out);
    write(whenCame, out);
    out.writeDouble(threshold);
  }

  private static void write(List<Double> values, DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  void read(DataInput in, SortedDistances counted) throws IOException {
    set.read(in);
    read(in, distances);
    read(in, whenCame);
    threshold = in.readDouble();
    if (rule == PradaRule.PAPER || distances.size() >= COUNTED) {
      distances.forEach(counted::add);
    }
  }

  private static void read(DataInput in, List<Double> values) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      values.add(in.readDouble());
    }
  }
}
