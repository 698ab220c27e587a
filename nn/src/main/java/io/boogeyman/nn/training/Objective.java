package io.boogeyman.nn.training;

/** What a training makes small, of an image's logits z and its target t. */
public sealed interface Objective {

  /** −Σₖ tₖ log softmax(z)ₖ: the cross entropy. */
  record CrossEntropy() implements Objective {}

  /**
   * The cross entropy of logits that were raised by what the classes' frequencies among the targets
   * are worth: −Σₖ tₖ log softmax(z + τ log π)ₖ (Menon et al. 2021, equation 10). The network
   * itself is then one for classes that are equally frequent, whatever was learnt from: classes
   * that few targets name are not drowned.
   *
   * @param strength τ, 0 or more; 1 is exact for classes equally frequent in use
   */
  record Balanced(double strength) implements Objective {

    /**
     * @throws IllegalArgumentException if the strength is negative or no number
     */
    public Balanced {
      requireStrength(strength);
    }
  }

  /**
   * The cross entropy at a temperature, −T² Σₖ t'ₖ log softmax((z + τ log π) / T)ₖ with t' =
   * t^(1/T) scaled to sum to 1 (Hinton et al. 2015, section 2): the higher T, the more the small
   * probabilities count, until in the limit all logits are matched alike. With τ = 0 the network
   * answers at a temperature of 1 as its teacher does.
   *
   * @param temperature T, 1 or more
   * @param least what a probability of less is taken for, over 0: below it a victim's answers are
   *     noise, or were rounded to 0
   * @param strength τ, as in {@link Balanced}
   */
  record Tempered(double temperature, double least, double strength) implements Objective {

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Tempered {
      if (!(temperature >= 1) || Double.isInfinite(temperature) || !(least > 0 && least < 1)) {
        throw new IllegalArgumentException(
            "a temperature is 1 or more, and the least probability over 0 and under 1");
      }
      requireStrength(strength);
    }
  }

  private static void requireStrength(double strength) {
    if (!(strength >= 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException("the strength is 0 or more, not " + strength);
    }
  }
}
