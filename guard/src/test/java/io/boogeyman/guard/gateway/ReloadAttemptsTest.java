package io.boogeyman.guard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadAttemptsTest {
  @Test
  void files_that_are_still_being_written_are_not_steady() {
    ReloadAttempts growing = new ReloadAttempts();
    growing.isSteady("1 byte");
    assertThat(growing.isSteady("2 bytes")).isFalse();
    assertThat(growing.isSteady("2 bytes")).isTrue();
  }

  private final ReloadAttempts attempts = new ReloadAttempts();

  /** The looks, from 0, at which a text is tried that cannot be opened. */
  private List<Integer> tries(String text, int looks) {
    List<Integer> tries = new ArrayList<>();
    for (int look = 0; look < looks; look++) {
      if (attempts.isDue(text)) {
        tries.add(look);
        attempts.fail(text);
      }
    }
    return tries;
  }

  @Test
  void what_is_settled_is_not_tried_again() {
    assertThat(attempts.isDue("one")).isTrue();
    attempts.settle("one");
    assertThat(attempts.isDue("one")).isFalse();
    assertThat(attempts.isDue("another")).isTrue();
  }

  @Test
  void what_cannot_be_opened_is_tried_ever_more_seldom_up_to_every_sixty_looks() {
    assertThat(tries("one", 250)).containsExactly(0, 1, 3, 7, 15, 31, 63, 123, 183, 243);
  }

  @Test
  void a_changed_text_is_tried_at_once() {
    tries("one", 100);
    assertThat(tries("another", 4)).containsExactly(0, 1, 3);
  }

  @Test
  void a_text_that_comes_again_after_the_one_in_force_is_tried_at_once() {
    attempts.settle("in force");
    tries("one", 100);
    assertThat(attempts.isDue("in force")).isFalse();
    assertThat(attempts.isDue("one")).isTrue();
  }
}
