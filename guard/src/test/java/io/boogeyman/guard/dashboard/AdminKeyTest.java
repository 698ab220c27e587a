package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AdminKeyTest {
  private static final String KEY = "correct horse battery";

  @Test
  void is_known_by_itself_or_by_its_digest() {
    String digest = HexFormat.of().formatHex(AdminKey.digest(KEY));
    assertThat(AdminKey.of(KEY).is(KEY)).isTrue();
    assertThat(AdminKey.ofSha256(digest).is(KEY)).isTrue();
    assertThat(AdminKey.of(KEY).is(KEY + " ")).isFalse();
    assertThat(AdminKey.ofSha256(digest).is(digest)).isFalse();
  }

  @Test
  void a_short_key_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdminKey.of("fifteen letters"))
        .withMessage("the dashboard's key must have at least 16 characters");
  }

  @Test
  void a_key_is_not_taken_for_a_digest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdminKey.ofSha256(KEY))
        .withMessageContaining("the key itself must not stand here");
  }

  @Test
  void is_not_told_by_accident() {
    assertThat(AdminKey.of(KEY)).hasToString("AdminKey");
  }
}
