package io.boogeyman.defend.release;

/**
 * The cheapest answer within a distance: minimises c·ỹ over ỹ on the simplex with ‖ỹ − y‖₁ ≤ ε,
 * exactly, and where the label is to be kept, with ỹ_top ≥ ỹ_j + margin for every other class j.
 * Costs that are one in single precision count as equal.
 *
 * <p>Without the label this is transport: a unit of mass moved from one class to another costs two
 * of ε wherever it goes, so the dearest mass is moved to the cheapest class until ε/2 is moved.
 *
 * <p>With the label, let T be what the top class ends with. For a given T the others have the upper
 * bound T − margin, and transport is greedy again ({@link CappedTransfer}). The least cost as a
 * function of T is that of a linear programme as a function of its right-hand side: convex, and
 * linear in pieces. Its minimum is found by Kelley's cutting planes in one dimension: two points on
 * either side of it, each with a slope, bound it from below where their tangents meet; that point
 * is tried next, and once the value there is the bound it is the minimum. Each step drops a piece,
 * so it ends; whatever happens to the last digits, the answer keeps all its promises.
 *
 * <p>Cost: two sorts, and a pass over the classes a step: a handful as a rule.
 */
final class MassTransfer {
  private static final int STEPS = 100;
  private static final double CLOSE = 1e-13;

  private final double[] costs;
  private final int[] order;

  /**
   * @param costs c, one a class
   */
  MassTransfer(double[] costs) {
    this.costs = costs;
    this.order = Order.ascending(costs);
  }

  /** The cheapest answer, whatever its label. */
  double[] cheapest(double[] y, double epsilon) {
    return new CappedTransfer(costs, order, y, epsilon).free();
  }

  /**
   * The cheapest answer with the label of {@code y}.
   *
   * @param margin what the top class is to have more than any other; less, where it has less in
   *     {@code y}, or else there might be no answer
   */
  double[] cheapestKeepingLabel(double[] y, double epsilon, double margin) {
    if (y.length == 1) {
      return y.clone();
    }
    int top = Simplex.top(y);
    int[] rising = Order.ascending(y);
    double lead = Math.min(margin, y[top] - largestBut(top, y));
    CappedTransfer transfer = new CappedTransfer(costs, order, y, epsilon);
    double least = leastTop(y, top, rising, epsilon / 2, lead);
    double most = Math.min(1, y[top] + epsilon / 2);
    return minimum(
            transfer.withTop(top, Math.min(least, most), lead), transfer.withTop(top, most, lead))
        .answer();
  }

  private static double largestBut(int top, double[] y) {
    double largest = 0;
    for (int k = 0; k < y.length; k++) {
      largest = k == top ? largest : Math.max(largest, y[k]);
    }
    return largest;
  }

  /**
   * The least that the top class can end with: as low as the mass that it and those above its bound
   * lose is no more than may be moved, and as all classes together still hold 1.
   */
  private static double leastTop(double[] y, int top, int[] rising, double movable, double lead) {
    double least = y[top] - movable;
    double above = y[top];
    int count = 1;
    for (int i = rising.length - 1; i >= 0; i--) {
      int k = rising[i];
      if (k != top) {
        if (y[k] <= least - lead) {
          break;
        }
        above += y[k] + lead;
        count++;
        least = (above - movable) / count;
      }
    }
    double full = (1 + (y.length - 1) * lead) / y.length;
    return Math.min(y[top], Math.max(least, full));
  }

  private CappedTransfer.Plan minimum(CappedTransfer.Plan low, CappedTransfer.Plan high) {
    CappedTransfer.Plan left = low;
    CappedTransfer.Plan right = high;
    for (int i = 0; i < STEPS && left.slope() < 0 && right.slope() > 0; i++) {
      double meeting =
          (right.value() - left.value() + left.slope() * left.top() - right.slope() * right.top())
              / (left.slope() - right.slope());
      double between = Math.max(left.top(), Math.min(right.top(), meeting));
      double bound = left.value() + left.slope() * (between - left.top());
      CappedTransfer.Plan next = left.movedTo(between);
      if (next.value() <= bound + CLOSE * (1 + Math.abs(bound))) {
        return next;
      }
      if (next.slope() < 0) {
        left = next;
      } else {
        right = next;
      }
    }
    return left.value() <= right.value() ? left : right;
  }
}
