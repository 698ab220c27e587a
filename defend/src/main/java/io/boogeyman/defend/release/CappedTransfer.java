package io.boogeyman.defend.release;

import java.util.Arrays;

/**
 * Moves mass from dear classes to cheap ones, as long as it pays and no more than ε/2, while the
 * top class ends with a given mass and every other below a bound.
 *
 * <p>First what must be: classes above the bound are lowered to it, the top class is brought to its
 * mass, and the balance goes to the cheapest classes that have room, or comes from the dearest.
 * Then what pays: from the dearest class that has mass to the cheapest that has room. That this is
 * optimal is seen by its multipliers: with two levels, {@code receiving} ≤ {@code giving}, every
 * class that was raised costs at most {@code receiving}, every class with room left at least that;
 * every class that was lowered costs at least {@code giving}, every class with mass left at most
 * that; and the levels are one unless all of ε/2 is moved. These are the conditions of Karush, Kuhn
 * and Tucker for this linear programme.
 */
final class CappedTransfer {
  private final double[] costs;
  private final int[] order;
  private final double[] y;
  private final double movable;

  /**
   * @param order of the classes by their costs, the cheapest first
   */
  CappedTransfer(double[] costs, int[] order, double[] y, double epsilon) {
    this.costs = costs;
    this.order = order;
    this.y = y;
    this.movable = epsilon / 2;
  }

  /**
   * What was found for one mass of the top class.
   *
   * @param transfer with which to look for others
   * @param topClass which class it is
   * @param top its mass
   * @param lead by how much it leads
   * @param answer the cheapest
   * @param value what it costs
   * @param slope by how much that rises with {@code top}: a subgradient
   */
  @SuppressWarnings("ArrayRecordComponent") // a way to hand results back, never compared
  record Plan(
      CappedTransfer transfer,
      int topClass,
      double top,
      double lead,
      double[] answer,
      double value,
      double slope) {

    Plan movedTo(double mass) {
      return transfer.withTop(topClass, mass, lead);
    }
  }

  /** The cheapest answer without a top class and without bounds. */
  double[] free() {
    Move move = new Move(-1, 1);
    move.pay(movable);
    return move.answer;
  }

  /** The cheapest answer whose top class ends with {@code mass}, by {@code lead} over others. */
  Plan withTop(int top, double mass, double lead) {
    Move move = new Move(top, mass - lead);
    double lowered = move.lowerToCap() + Math.max(0, y[top] - mass);
    double raised = Math.max(0, mass - y[top]);
    move.answer[top] = mass;
    move.give(lowered - raised);
    move.take(raised - lowered);
    double left = move.pay(movable - Math.max(lowered, raised));
    double value = Simplex.dot(costs, move.answer);
    return new Plan(this, top, mass, lead, move.answer, value, move.slope(mass, left > 0));
  }

  /** An answer in the making. */
  private final class Move {
    private final double[] answer = Arrays.copyOf(y, y.length);
    private final int top;
    private final double cap;

    /** Place in the order of the cheapest class that may have room. */
    private int receiver;

    /** Place in the order of the dearest class that may have mass. */
    private int giver = order.length - 1;

    private double lastReceiving = Double.NEGATIVE_INFINITY;
    private double lastGiving = Double.POSITIVE_INFINITY;

    Move(int top, double cap) {
      this.top = top;
      this.cap = cap;
    }

    double lowerToCap() {
      double lowered = 0;
      for (int k = 0; k < answer.length; k++) {
        if (k != top && answer[k] > cap) {
          lowered += answer[k] - cap;
          answer[k] = cap;
        }
      }
      return lowered;
    }

    /** Gives mass to the cheapest classes that have room. */
    void give(double mass) {
      for (double left = mass; left > 0 && seekReceiver(); ) {
        left -= raise(Math.min(left, cap - answer[order[receiver]]));
      }
    }

    /** Takes mass from the dearest classes that have some. */
    void take(double mass) {
      for (double left = mass; left > 0 && seekGiver(); ) {
        left -= lower(Math.min(left, answer[order[giver]]));
      }
    }

    /** Moves mass where that pays; what is left of the mass that might be moved. */
    double pay(double mass) {
      double left = mass;
      while (left > 0 && seekReceiver() && seekGiver() && receiver < giver) {
        int to = order[receiver];
        int from = order[giver];
        if (costs[to] >= costs[from]) {
          break;
        }
        double moved = Math.min(left, Math.min(cap - answer[to], answer[from]));
        raise(moved);
        lower(moved);
        left -= moved;
      }
      return Math.max(0, left);
    }

    private double raise(double mass) {
      int k = order[receiver];
      lastReceiving = costs[k];
      answer[k] = mass >= cap - answer[k] ? cap : answer[k] + mass;
      return mass;
    }

    private double lower(double mass) {
      int k = order[giver];
      lastGiving = costs[k];
      answer[k] = Math.max(0, answer[k] - mass);
      return mass;
    }

    private boolean seekReceiver() {
      while (receiver < order.length
          && (order[receiver] == top || answer[order[receiver]] >= cap)) {
        receiver++;
      }
      return receiver < order.length;
    }

    private boolean seekGiver() {
      while (giver >= 0 && (order[giver] == top || answer[order[giver]] <= 0)) {
        giver--;
      }
      return giver >= 0;
    }

    /**
     * By how much the cost rises if the top class gets a unit more: that unit comes from elsewhere
     * at the level of giving or receiving, and every class at the bound may rise by as much, which
     * is worth what it is cheaper than its level.
     */
    double slope(double mass, boolean movableLeft) {
      double nextReceiving = seekReceiver() ? costs[order[receiver]] : Double.POSITIVE_INFINITY;
      double nextGiving = seekGiver() ? costs[order[giver]] : Double.NEGATIVE_INFINITY;
      double receiving;
      double giving;
      if (movableLeft) {
        receiving =
            finite(Math.max(lastReceiving, nextGiving), Math.min(lastGiving, nextReceiving));
        giving = receiving;
      } else {
        receiving = finite(lastReceiving, finite(Math.min(nextReceiving, lastGiving), nextGiving));
        giving = finite(lastGiving, Math.max(nextGiving, receiving));
      }
      double slope = costs[top] - (mass < y[top] ? giving : receiving);
      for (int k = 0; k < answer.length; k++) {
        if (k != top && answer[k] >= cap) {
          slope += Math.min(0, costs[k] - (y[k] < cap ? receiving : giving));
        }
      }
      return slope;
    }

    /**
     * A level has bounds where there are classes to set them; any level does where there are none.
     */
    private static double finite(double first, double second) {
      if (Double.isFinite(first)) {
        return first;
      }
      return Double.isFinite(second) ? second : 0;
    }
  }
}
