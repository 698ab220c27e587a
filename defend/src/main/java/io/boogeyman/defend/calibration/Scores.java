package io.boogeyman.defend.calibration;

/** What several detectors made of a set of images, and what that took. */
public final class Scores {
  private final double[][] scores;
  private final double[] micros;
  private final double victimMicros;

  /**
   * @param scores a row a detector, a number an image
   * @param micros what each detector took an image, besides the victim's forward pass
   */
  Scores(double[][] scores, double[] micros, double victimMicros) {
    this.scores = scores;
    this.micros = micros;
    this.victimMicros = victimMicros;
  }

  /** How many detectors looked. */
  int detectors() {
    return scores.length;
  }

  /** A detector's scores, one an image; not a copy. */
  public double[] of(int detector) {
    return scores[detector];
  }

  /** Microseconds that a detector took an image, besides the victim's forward pass. */
  public double micros(int detector) {
    return micros[detector];
  }

  /** Microseconds that the victim's forward pass took an image, reading it included. */
  public double victimMicros() {
    return victimMicros;
  }
}
