package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.guard.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final SettableClock clock = new SettableClock(Happenings.START);
  private final Sessions sessions = new Sessions(clock);

  @Test
  void a_session_is_open_for_twelve_hours() {
    String token = sessions.begin();
    clock.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(sessions.isOpen(token)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(sessions.isOpen(token)).isFalse();
  }

  @Test
  void a_session_that_was_ended_is_over() {
    String token = sessions.begin();
    sessions.end(token);
    assertThat(sessions.isOpen(token)).isFalse();
  }

  @Test
  void tokens_cannot_be_guessed_from_others() {
    assertThat(sessions.begin()).hasSize(43).isNotEqualTo(sessions.begin());
    assertThat(sessions.isOpen("")).isFalse();
  }

  @Test
  void the_hundred_and_first_ends_the_first() {
    String first = sessions.begin();
    String second = sessions.begin();
    for (int i = 0; i < 99; i++) {
      sessions.begin();
    }
    assertThat(sessions.isOpen(first)).isFalse();
    assertThat(sessions.isOpen(second)).isTrue();
  }
}
