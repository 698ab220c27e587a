package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.guard.dashboard.ReleasedSpans.Span;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReleasedSpansTest {
  private static final Instant START = Happenings.START;

  private final ReleasedSpans spans = new ReleasedSpans();

  @Test
  void answers_of_one_kind_are_one_span() {
    spans.add("top-5", false, START, 3);
    spans.add("top-5", false, START.plusSeconds(9), 4);
    spans.add("label", false, START.plusSeconds(10), 1);
    long begin = START.toEpochMilli();
    assertThat(spans.all())
        .containsExactly(
            new Span("top-5", false, begin, begin + 9_000, 7),
            new Span("label", false, begin + 10_000, begin + 10_000, 1));
    assertThat(spans.now()).isEqualTo("label");
  }

  @Test
  void a_refusal_is_told_apart_from_a_release_of_that_name() {
    spans.add("suspected", false, START, 1);
    spans.add("suspected", true, START, 1);
    assertThat(spans.all()).hasSize(2);
    assertThat(spans.isRefusedNow()).isTrue();
  }

  @Test
  void the_last_forty_are_kept() {
    for (int i = 0; i < 1_000; i++) {
      spans.add("top-" + i, false, START.plusSeconds(i), 1);
    }
    assertThat(spans.all()).hasSize(40).last().extracting(Span::name).isEqualTo("top-999");
  }
}
