package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.boogeyman.core.prediction.Price;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * How much may be asked.
 *
 * @param images in each period
 * @param per the period; ever where none is named
 * @param price what 1,000 images cost the client; nothing where none is named
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Allowance(long images, Optional<Period> per, Optional<BigDecimal> price) {

  /**
   * @throws IllegalArgumentException in one line, if a number is out of range
   */
  public Allowance {
    if (images < 0) {
      throw new IllegalArgumentException("an allowance is not negative, as " + images + " is");
    }
    price.ifPresent(Price::new);
  }

  /** The period, named or not. */
  public Period period() {
    return per.orElse(Period.EVER);
  }

  /** For people: {@code "1,000 images a day"}. */
  @Override
  public String toString() {
    String amount = String.format(Locale.ROOT, "%,d image%s", images, images == 1 ? "" : "s");
    return switch (period()) {
      case DAY -> amount + " a day";
      case MONTH -> amount + " a month";
      case EVER -> amount + " in all";
    };
  }
}
