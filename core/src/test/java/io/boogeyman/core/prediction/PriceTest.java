package io.boogeyman.core.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {

  @Test
  void money_is_exact() {
    // 0.1 has no exact double: three times 0.1 would not be 0.3.
    assertThat(price("0.1").of(3000)).isEqualByComparingTo("0.3");
    assertThat(price("1.50").of(1)).isEqualByComparingTo("0.0015");
    assertThat(price("0.07").of(9_999_999_999L)).isEqualByComparingTo("699999.99993");
  }

  @Test
  void money_buys_whole_images_only() {
    assertThat(price("1.50").affordable(new BigDecimal("0.0044"))).isEqualTo(2);
    assertThat(price("1.50").affordable(new BigDecimal("0.0045"))).isEqualTo(3);
  }

  @Test
  void what_is_free_can_be_had_without_end() {
    assertThat(Price.FREE.affordable(BigDecimal.ZERO)).isEqualTo(Long.MAX_VALUE);
    assertThat(Price.FREE.of(1_000_000)).isEqualByComparingTo("0");
  }

  @Test
  void money_that_buys_more_than_can_be_counted_buys_without_end() {
    assertThat(price("0.001").affordable(new BigDecimal("1e30"))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void negative_price_is_refused() {
    assertThatThrownBy(() -> price("-0.01"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a price of -0.01 per thousand is negative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+999999999", "1E-999999999", "1E+41"})
  void number_that_nobody_could_pay_or_reckon_with_is_no_money(String number) {
    assertThatThrownBy(() -> price(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(number + " is no amount of money; say it in plain digits, such as 1.50");
    assertThatThrownBy(() -> price("1").affordable(new BigDecimal(number)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no amount of money");
  }

  private static Price price(String perThousand) {
    return new Price(new BigDecimal(perThousand));
  }
}
