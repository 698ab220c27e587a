package io.boogeyman.attack.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RarityTest {
  private static final Rarity RARITY = new Rarity(99, 9, 0);

  @Test
  void a_class_that_was_never_named_is_worth_most() {
    assertThat(RARITY.of(0, 0, 1)).isEqualTo(1);
    assertThat(RARITY.of(0, 1, 0)).isCloseTo(0.1, within(1e-12));
    assertThat(RARITY.of(1, 0, 0)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void a_copy_in_doubt_is_taken_at_its_word() {
    assertThat(RARITY.of(0.5f, 0.25f, 0.25f)).isCloseTo(0.28, within(1e-12));
  }
}
