package io.boogeyman.attack.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamedClassTest {
  private static final float[] FIRST = {0.7f, 0.2f, 0.1f};
  private static final float[] SECOND = {0.3f, 0.6f, 0.1f};

  @Test
  void is_kept_where_the_released_class_was_the_right_one() {
    assertThat(NamedClass.isKept(FIRST, SECOND, FIRST, 3)).isTrue();
  }

  @Test
  void is_not_kept_where_the_recovered_class_was_the_right_one() {
    assertThat(NamedClass.isKept(FIRST, SECOND, SECOND, 3)).isFalse();
  }

  @Test
  void is_kept_where_both_always_named_the_same() {
    assertThat(NamedClass.isKept(FIRST, FIRST, FIRST, 3)).isTrue();
  }

  @Test
  void the_largest_value_goes_to_the_released_class() {
    assertThat(NamedClass.keeping(FIRST, SECOND, 3)).containsExactly(0.6f, 0.3f, 0.1f);
  }

  @Test
  void a_row_that_names_the_released_class_stays_as_it_is() {
    assertThat(NamedClass.keeping(FIRST, FIRST, 3)).containsExactly(FIRST);
  }
}
