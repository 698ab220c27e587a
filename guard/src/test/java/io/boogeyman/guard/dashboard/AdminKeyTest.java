package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AdminKeyTest {
  private static final String KEY = "correct horse battery";

  @Test
  void is_known_by_itself_only() {
    assertThat(AdminKey.of(KEY).is(KEY)).isTrue();
    assertThat(AdminKey.of(KEY).is(KEY + " ")).isFalse();
  }

  @Test
  void a_short_key_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdminKey.of("fifteen letters"))
        .withMessage("the dashboard's key must have at least 16 characters");
  }

  @Test
  void is_not_told_by_accident() {
    assertThat(AdminKey.of(KEY)).hasToString("AdminKey");
  }
}
