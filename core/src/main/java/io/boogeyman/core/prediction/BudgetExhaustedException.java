package io.boogeyman.core.prediction;

/** More was asked than the budget holds. */
public final class BudgetExhaustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BudgetExhaustedException(int images, long budget, long asked) {
    super(
        images
            + " images would overrun the budget: "
            + asked
            + " of "
            + budget
            + " are asked already");
  }
}
