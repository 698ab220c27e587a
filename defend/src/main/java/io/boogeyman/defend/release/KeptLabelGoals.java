package io.boogeyman.defend.release;

import java.util.Arrays;

/**
 * The goals of MAD that keep the label: equal mass on some classes with the top one among them, and
 * a grain more on the top one. They are the corners of what keeps the label (Orekondy et al. 2020,
 * appendix C), 2^(K−1) of them.
 *
 * <p>Up to ten classes all are tried, as the authors do. Beyond that the authors grow one set class
 * by class until 1,024 sets were looked at, which with 1,000 classes is a pair. Here, all pairs are
 * looked at, and all beginnings of the classes in the order of d = p̂ − y, the largest first: of
 * sets of one size with the same sum of p̂, the one with the largest d is the best, and the p̂ of a
 * network that has learnt nothing hardly differ. By distance the beginnings of the classes in the
 * order of y are exact. Cost: a sort and two passes.
 */
final class KeptLabelGoals {
  private static final int MOST_FOR_ALL = 10;

  /** How much more than the others the top class has, before all are divided by their sum. */
  private static final double GRAIN = 1e-5;

  private final double[] y;
  private final double[] guess;
  private final boolean turns;
  private final Angle angle;
  private final int top;

  /**
   * @param turns whether angles are compared, and not distances
   */
  KeptLabelGoals(double[] y, double[] guess, boolean turns) {
    this.y = y;
    this.guess = guess;
    this.turns = turns;
    this.angle = new Angle(y, guess);
    this.top = Simplex.top(y);
  }

  double[] best() {
    return goal(y.length <= MOST_FOR_ALL ? bestOfAll() : bestInOrder());
  }

  /** Sums over a set of classes, the top one's grain included. */
  private record Sums(double differences, double guesses, double own, int size) {

    Sums with(double difference, double guess, double own) {
      return new Sums(differences + difference, guesses + guess, this.own + own, size + 1);
    }
  }

  private Sums alone() {
    double weight = 1 + GRAIN;
    return new Sums(weight * angle.difference(top), weight * guess[top], weight * y[top], 1);
  }

  private Sums with(Sums set, int k) {
    return set.with(angle.difference(k), guess[k], y[k]);
  }

  private double value(Sums set) {
    return value(set.differences(), set.guesses(), set.own(), set.size());
  }

  /** What a goal comes to; distances without ‖y‖², which all have. */
  private double value(double differences, double guesses, double own, int size) {
    double whole = size + GRAIN;
    return turns
        ? angle.deviation(differences, guesses, squares(size), whole)
        : squares(size) / (whole * whole) - 2 * own / whole;
  }

  private static double squares(int size) {
    return (1 + GRAIN) * (1 + GRAIN) + size - 1;
  }

  /** Sets as bits; each is the set without its lowest class, and that class. */
  private int[] bestOfAll() {
    int[] others = others(natural());
    Sums[] sums = new Sums[1 << others.length];
    sums[0] = alone();
    int best = 0;
    for (int set = 1; set < sums.length; set++) {
      sums[set] = with(sums[set & (set - 1)], others[Integer.numberOfTrailingZeros(set)]);
      best = value(sums[set]) > value(sums[best]) ? set : best;
    }
    int chosen = best;
    int[] members = new int[Integer.bitCount(chosen)];
    for (int i = 0, bits = chosen; bits != 0; bits &= bits - 1, i++) {
      members[i] = others[Integer.numberOfTrailingZeros(bits)];
    }
    return members;
  }

  /** The best beginning of some order: the classes, and what they come to with the top one. */
  @SuppressWarnings("ArrayRecordComponent") // a way to hand results back, never compared
  private record Beginning(int[] members, Sums sums, double value) {}

  private int[] bestInOrder() {
    if (!turns) {
      return beginning(y).members();
    }
    Beginning first = beginning(negatedDifferences());
    Beginning second = beginning(slopes(first.sums()));
    Beginning best = second.value() > first.value() ? second : first;
    int partner = bestPartner(best.value());
    return partner >= 0 ? new int[] {partner} : best.members();
  }

  /**
   * Sums in plain numbers: an object a class would take as long as all the rest.
   *
   * @param keys the classes with the smallest come first
   */
  private Beginning beginning(double[] keys) {
    int[] order = others(Order.ascending(keys));
    Sums best = alone();
    double most = value(best);
    double differences = best.differences();
    double guesses = best.guesses();
    double own = best.own();
    for (int i = 0; i < order.length; i++) {
      int k = order[i];
      differences += angle.difference(k);
      guesses += guess[k];
      own += y[k];
      double value = value(differences, guesses, own, i + 2);
      if (value > most) {
        most = value;
        best = new Sums(differences, guesses, own, i + 2);
      }
    }
    return new Beginning(Arrays.copyOf(order, best.size() - 1), best, most);
  }

  private double[] negatedDifferences() {
    double[] keys = new double[y.length];
    for (int k = 0; k < keys.length; k++) {
      keys[k] = -angle.difference(k);
    }
    return keys;
  }

  /** How the angle changes with a class's part in a set, up to a factor and a constant. */
  private double[] slopes(Sums set) {
    return angle.slopes(set.differences(), set.guesses(), squares(set.size()), set.size() + GRAIN);
  }

  /** The class that beats {@code most} as the only one beside the top; −1 if none does. */
  private int bestPartner(double most) {
    int partner = -1;
    double best = most;
    Sums alone = alone();
    for (int k = 0; k < y.length; k++) {
      double value =
          k == top
              ? best
              : value(
                  alone.differences() + angle.difference(k),
                  alone.guesses() + guess[k],
                  alone.own() + y[k],
                  2);
      if (value > best) {
        best = value;
        partner = k;
      }
    }
    return partner;
  }

  private int[] natural() {
    int[] classes = new int[y.length];
    Arrays.setAll(classes, k -> k);
    return classes;
  }

  private int[] others(int[] order) {
    int[] others = new int[order.length - 1];
    int count = 0;
    for (int k : order) {
      if (k != top) {
        others[count++] = k;
      }
    }
    return others;
  }

  private double[] goal(int[] members) {
    double whole = members.length + 1 + GRAIN;
    double[] goal = new double[y.length];
    for (int k : members) {
      goal[k] = 1 / whole;
    }
    goal[top] = (1 + GRAIN) / whole;
    return goal;
  }
}
