package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareOfBarTest {
  private long done;
  private long total = 1_000;
  private final List<String> notes = new ArrayList<>();

  private final Progress bar =
      (name, unit, images) ->
          new Progress.Task() {
            @Override
            public void advance(long count) {
              done += count;
            }

            @Override
            public void skip(long count) {
              total -= count;
            }

            @Override
            public void note(String text) {
              notes.add(name + ": " + text);
            }
          };

  @Test
  void whatever_a_piece_of_work_does_moves_the_bar_and_is_called_by_the_piece() {
    try (ShareOfBar share = new ShareOfBar(bar, "v, stolen by knockoff", 400)) {
      share.begin("Asking the victim", "images", 100).advance(100);
      share.begin("Training surrogates", "images", 300).advance(300);
      share.begin("Training surrogates", "images", 300).note("epoch 3");
    }
    assertThat(done).isEqualTo(400);
    assertThat(total).isEqualTo(1_000);
    assertThat(notes).containsExactly("v, stolen by knockoff: epoch 3");
  }

  @Test
  void the_bar_is_put_right_when_it_was_less_than_was_thought() {
    try (ShareOfBar share = new ShareOfBar(bar, "v", 400)) {
      share.begin("Training surrogates", "images", 300).advance(300);
    }
    assertThat(total - done).isEqualTo(600);
  }

  @Test
  void the_bar_is_put_right_when_it_was_more_than_was_thought() {
    try (ShareOfBar share = new ShareOfBar(bar, "v", 0)) {
      share.begin("Training surrogates", "images", 300).advance(300);
    }
    assertThat(total - done).isEqualTo(1_000);
  }
}
