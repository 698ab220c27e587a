package io.boogeyman.defend.release;

/**
 * The angle between p̂ − ỹ and d = p̂ − y, for many ỹ: each is told by three numbers, ỹ·d, ỹ·p̂ and
 * ‖ỹ‖², so that none has to be written out.
 */
final class Angle {
  /**
   * Below this length a difference has no direction: its square is a difference of numbers of some
   * 1, of which doubles keep sixteen digits.
   */
  private static final double SHORTEST = 1e-6;

  private final double[] guess;
  private final double[] difference;
  private final double guessByDifference;
  private final double guessSquares;
  private final double length;

  Angle(double[] y, double[] guess) {
    this.guess = guess;
    this.difference = new double[y.length];
    for (int k = 0; k < y.length; k++) {
      difference[k] = guess[k] - y[k];
    }
    this.guessByDifference = Simplex.dot(guess, difference);
    this.guessSquares = Simplex.dot(guess, guess);
    this.length = Math.sqrt(Simplex.dot(difference, difference));
  }

  /** False where p̂ and y are one, and no gradient is left to be turned. */
  boolean isDefined() {
    return length > SHORTEST;
  }

  /** d of class {@code k}. */
  double difference(int k) {
    return difference[k];
  }

  /** d of all classes, not copied. */
  double[] differences() {
    return difference;
  }

  /**
   * 2 − 2 cos of the angle, from 0 to 4; 0 if ỹ is p̂, or nearly. For ỹ times a number, so that
   * sums over sets of classes need not be divided first: each division would take as long as all
   * the rest.
   *
   * @param byDifference ỹ·d
   * @param byGuess ỹ·p̂
   * @param squares ‖ỹ‖²
   * @param sum of all classes of ỹ: 1 where it is on the simplex
   */
  double deviation(double byDifference, double byGuess, double squares, double sum) {
    double distance = squaredDistance(byGuess, squares, sum);
    return distance > SHORTEST * SHORTEST * sum * sum
        ? 2 - 2 * (guessByDifference * sum - byDifference) / (length * Math.sqrt(distance))
        : 0;
  }

  /**
   * By how much the cosine changes with ỹ_k, for every k, up to a positive factor: where it falls
   * most, the angle grows most. Arguments as for {@link #deviation}.
   */
  double[] slopes(double byDifference, double byGuess, double squares, double sum) {
    double distance = squaredDistance(byGuess, squares, sum) / sum;
    double product = guessByDifference * sum - byDifference;
    double[] slopes = new double[difference.length];
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] = product * guess[k] - distance * difference[k];
    }
    return slopes;
  }

  /** ‖sum · p̂ − ỹ‖². */
  private double squaredDistance(double byGuess, double squares, double sum) {
    return Math.max(0, guessSquares * sum * sum - 2 * byGuess * sum + squares);
  }
}
