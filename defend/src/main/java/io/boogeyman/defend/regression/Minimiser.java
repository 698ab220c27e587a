package io.boogeyman.defend.regression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * L-BFGS with halved steps: a quasi-Newton method that remembers the last ten steps (Nocedal and
 * Wright, "Numerical optimization", algorithms 7.4 and 3.1). For smooth convex losses.
 * Deterministic.
 */
final class Minimiser {
  private static final int MEMORY = 10;
  private static final int MOST_STEPS = 500;
  private static final double ENOUGH = 1e-4;

  /** A step that was made, and how the gradient changed by it. */
  private static final class Step {
    private final double[] move;
    private final double[] change;
    private final double product;

    Step(double[] move, double[] change) {
      this.move = move;
      this.change = change;
      this.product = dot(move, change);
    }
  }

  private Minimiser() {}

  /**
   * Weights at which the loss is flat.
   *
   * @param start where to begin; not changed
   * @param flat the length of the gradient at which to end
   */
  static double[] minimise(Loss loss, double[] start, double flat) {
    int size = start.length;
    double[] weights = start.clone();
    double[] gradient = new double[size];
    double value = loss.at(weights, gradient);
    Deque<Step> steps = new ArrayDeque<>();
    for (int i = 0; i < MOST_STEPS && Math.sqrt(dot(gradient, gradient)) > flat; i++) {
      double[] direction = direction(gradient, steps);
      double slope = dot(direction, gradient);
      double[] next = new double[size];
      double[] nextGradient = new double[size];
      double length = 1;
      double nextValue;
      do {
        for (int k = 0; k < size; k++) {
          next[k] = weights[k] + length * direction[k];
        }
        nextValue = loss.at(next, nextGradient);
        length /= 2;
      } while (nextValue > value + ENOUGH * 2 * length * slope && length > 1e-12);
      remember(steps, new Step(minus(next, weights), minus(nextGradient, gradient)));
      weights = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return weights;
  }

  private static void remember(Deque<Step> steps, Step step) {
    if (step.product > 0) {
      steps.addLast(step);
    }
    if (steps.size() > MEMORY) {
      steps.removeFirst();
    }
  }

  /** The two loops. */
  private static double[] direction(double[] gradient, Deque<Step> steps) {
    double[] direction = new double[gradient.length];
    add(direction, -1, gradient);
    double[] shares = new double[steps.size()];
    int at = steps.size();
    for (Iterator<Step> last = steps.descendingIterator(); last.hasNext(); ) {
      Step step = last.next();
      shares[--at] = dot(step.move, direction) / step.product;
      add(direction, -shares[at], step.change);
    }
    if (!steps.isEmpty()) {
      Step newest = steps.getLast();
      double scale = newest.product / dot(newest.change, newest.change);
      for (int k = 0; k < direction.length; k++) {
        direction[k] *= scale;
      }
    }
    for (Step step : steps) {
      double share = dot(step.change, direction) / step.product;
      add(direction, shares[at++] - share, step.move);
    }
    return direction;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * what[k];
    }
  }

  private static double[] minus(double[] one, double[] other) {
    double[] difference = one.clone();
    add(difference, -1, other);
    return difference;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }
}
