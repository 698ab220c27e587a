package io.boogeyman.core.prediction;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the images that were asked, and what they cost, against what may be asked. A batch is
 * charged whole before it is sent, or not at all: the budget is never overrun, not by one image, by
 * however many threads it is spent.
 */
public final class BudgetMeter {
  private final long budget;
  private final Price price;
  private final AtomicLong asked;

  /**
   * @param budget the most images that may be asked, in all
   * @param price what they cost
   * @param alreadyAsked images that were asked before (a run that goes on)
   * @throws IllegalArgumentException if a count is negative
   */
  public BudgetMeter(long budget, Price price, long alreadyAsked) {
    if (budget < 0 || alreadyAsked < 0) {
      throw new IllegalArgumentException(
          "a budget of "
              + budget
              + " images with "
              + alreadyAsked
              + " asked: both must be 0 or more");
    }
    this.budget = budget;
    this.price = price;
    this.asked = new AtomicLong(alreadyAsked);
  }

  /** Images asked so far. */
  public long asked() {
    return asked.get();
  }

  /** Money spent so far. */
  public BigDecimal spent() {
    return price.of(asked.get());
  }

  /**
   * Takes {@code images} off the budget.
   *
   * @throws BudgetExhaustedException if fewer are left; then nothing is taken
   */
  void charge(int images) {
    long before =
        asked.getAndAccumulate(images, (now, more) -> now + more > budget ? now : now + more);
    if (before + images > budget) {
      throw new BudgetExhaustedException(images, budget, before);
    }
  }

  /** Gives back what was charged for images that the victim did not answer. */
  void refund(int images) {
    asked.addAndGet(-images);
  }
}
