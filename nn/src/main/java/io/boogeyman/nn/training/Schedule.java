package io.boogeyman.nn.training;

/** How the learning rate changes over training; a factor on the recipe's learning rate. */
public sealed interface Schedule {

  /**
   * The factor for one step.
   *
   * @param step steps done, from 0
   * @param steps steps in all
   * @param stepsPerEpoch steps of one epoch
   */
  double factor(long step, long steps, long stepsPerEpoch);

  /** Never changes. */
  record Constant() implements Schedule {
    @Override
    public double factor(long step, long steps, long stepsPerEpoch) {
      return 1;
    }
  }

  /**
   * Multiplied by a factor after every so many epochs (PyTorch's StepLR).
   *
   * @param epochs at least 1
   * @param factor usually 0.1
   */
  record Step(int epochs, double factor) implements Schedule {
    @Override
    public double factor(long step, long steps, long stepsPerEpoch) {
      long reductions = step / stepsPerEpoch / epochs;
      return Math.pow(factor, (double) reductions);
    }
  }

  /** Falls to 0 along half a cosine (Loshchilov and Hutter 2017, eq. 5, one period). */
  record Cosine() implements Schedule {
    @Override
    public double factor(long step, long steps, long stepsPerEpoch) {
      return (1 + Math.cos(Math.PI * step / steps)) / 2;
    }
  }

  /**
   * Rises in a straight line to the full rate, then falls in one to 0 (Smith and Topin 2018): a few
   * epochs reach what a stepped schedule takes many for.
   *
   * @param rise share of the steps that rise, above 0 and below 1
   */
  record OneCycle(double rise) implements Schedule {
    @Override
    public double factor(long step, long steps, long stepsPerEpoch) {
      double position = (step + 0.5) / steps;
      return position < rise ? position / rise : (1 - position) / (1 - rise);
    }
  }
}
