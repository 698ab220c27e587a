package io.boogeyman.core.prediction;

import io.boogeyman.core.text.OneLine;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an API charges.
 *
 * @param perThousand money for 1,000 images, not negative
 */
public record Price(BigDecimal perThousand) {

  private static final int MOST_DIGITS = 40;

  /** Nothing. */
  public static final Price FREE = new Price(BigDecimal.ZERO);

  /**
   * @throws IllegalArgumentException if it is negative, or no amount of money
   */
  public Price {
    if (perThousand.signum() < 0) {
      throw new IllegalArgumentException("a price of " + perThousand + " per thousand is negative");
    }
    requireMoney(perThousand);
  }

  /**
   * Refuses numbers with which nothing can be reckoned: 1E+999999999 has a billion digits.
   *
   * @throws IllegalArgumentException if it is 10⁴⁰ or more, or has more than 40 decimals
   */
  private static void requireMoney(BigDecimal money) {
    long digits = (long) money.precision() - money.scale();
    if (digits > MOST_DIGITS || money.scale() > MOST_DIGITS || money.scale() < -MOST_DIGITS) {
      throw new IllegalArgumentException(
          OneLine.of(money + " is no amount of money; say it in plain digits, such as 1.50"));
    }
  }

  /** What {@code images} cost, exactly. */
  public BigDecimal of(long images) {
    return perThousand.multiply(BigDecimal.valueOf(images)).movePointLeft(3);
  }

  /**
   * The most images that {@code money} buys; {@link Long#MAX_VALUE} where they are free, or more
   * than can be counted.
   *
   * @throws IllegalArgumentException if that is no amount of money
   */
  public long affordable(BigDecimal money) {
    requireMoney(money);
    if (perThousand.signum() == 0) {
      return Long.MAX_VALUE;
    }
    return money
        .movePointRight(3)
        .divide(perThousand, 0, RoundingMode.FLOOR)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }
}
