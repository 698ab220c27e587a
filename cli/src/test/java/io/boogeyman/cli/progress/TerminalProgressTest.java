package io.boogeyman.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long seconds;

  @Test
  void time_left_follows_from_the_speed_so_far() {
    try (Progress.Task task = begin(100)) {
      seconds = 20;
      task.advance(10);
      assertThat(lines()).containsExactly("Training: 10 of 100 images, 180 s left");
    }
  }

  @Test
  void what_was_done_before_makes_nothing_look_faster() {
    try (Progress.Task task = begin(100)) {
      task.skip(60);
      seconds = 20;
      task.advance(10);
      assertThat(lines()).containsExactly("Training: 10 of 40 images, 60 s left");
    }
  }

  @Test
  void end_tells_what_was_done_and_how_long_it_took() {
    try (Progress.Task task = begin(100)) {
      task.skip(60);
      task.advance(40);
      task.note("epoch 5");
      seconds = 7;
    }
    assertThat(lines()).containsExactly("Training: 40 of 40 images, 7.0 s, epoch 5");
  }

  @Test
  void bar_on_a_terminal_counts_only_what_is_to_be_done() {
    Progress progress = new TerminalProgress(stream(), true);
    try (Progress.Task task = progress.begin("Training", "images", 100)) {
      task.skip(60);
      task.advance(40);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("100%", "40/40");
  }

  private Progress.Task begin(long total) {
    Progress progress = new TerminalProgress(stream(), false, () -> seconds * 1_000_000_000L);
    return progress.begin("Training", "images", total);
  }

  private PrintStream stream() {
    return new PrintStream(written, true, StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
