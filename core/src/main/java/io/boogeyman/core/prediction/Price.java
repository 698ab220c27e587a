package io.boogeyman.core.prediction;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an API charges.
 *
 * @param perThousand money for 1,000 images, not negative
 */
public record Price(BigDecimal perThousand) {

  /** Nothing. */
  public static final Price FREE = new Price(BigDecimal.ZERO);

  /**
   * @throws IllegalArgumentException if it is negative
   */
  public Price {
    if (perThousand.signum() < 0) {
      throw new IllegalArgumentException("a price of " + perThousand + " per thousand is negative");
    }
  }

  /** What {@code images} cost, exactly. */
  public BigDecimal of(long images) {
    return perThousand.multiply(BigDecimal.valueOf(images)).movePointLeft(3);
  }

  /**
   * The most images that {@code money} buys; {@link Long#MAX_VALUE} where they are free, or more
   * than can be counted.
   */
  public long affordable(BigDecimal money) {
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
