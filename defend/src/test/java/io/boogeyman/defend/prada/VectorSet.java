package io.boogeyman.defend.prada;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Members are short vectors; every one of them is looked at. Cost: size times dimensions. */
final class VectorSet implements GrowingSet<double[]> {
  private final List<double[]> members = new ArrayList<>();
  private double[] within = new double[0];

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public double nearest(double[] query) {
    return members.stream()
        .mapToDouble(member -> distance(member, query))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  @Override
  public void add(double[] query) {
    int last = members.size();
    within = Arrays.copyOf(within, last + 1);
    within[last] = nearest(query);
    for (int i = 0; i < last; i++) {
      within[i] = Math.min(within[i], distance(members.get(i), query));
    }
    members.add(query.clone());
  }

  @Override
  public double[] distancesWithin() {
    return within;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(members.size());
    for (double[] member : members) {
      out.writeInt(member.length);
      for (double value : member) {
        out.writeDouble(value);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      double[] member = new double[in.readInt()];
      for (int i = 0; i < member.length; i++) {
        member[i] = in.readDouble();
      }
      add(member);
    }
  }
}
