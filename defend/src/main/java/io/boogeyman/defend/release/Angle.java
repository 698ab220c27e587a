package io.boogeyman.defend.release;

/**
 * The angle between p̂ − ỹ and d = p̂ − y, for many ỹ: each is told by three numbers, ỹ·d, ỹ·p̂ and
 * ‖ỹ‖², so that none has to be written out.
 */
final class Angle {
  /** Below this length a difference has no direction that is worth turning. */
  private static final double SHORTEST = 1e-12;

  private final double[] difference;
  private final double guessByDifference;
  private final double guessSquares;
  private final double length;

  Angle(double[] y, double[] guess) {
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
   * 2 − 2 cos of the angle, from 0 to 4; 0 if ỹ is p̂.
   *
   * @param byDifference ỹ·d
   * @param byGuess ỹ·p̂
   * @param squares ‖ỹ‖²
   */
  double deviation(double byDifference, double byGuess, double squares) {
    double distance = Math.sqrt(Math.max(0, guessSquares - 2 * byGuess + squares));
    return distance > SHORTEST
        ? 2 - 2 * (guessByDifference - byDifference) / (length * distance)
        : 0;
  }
}
