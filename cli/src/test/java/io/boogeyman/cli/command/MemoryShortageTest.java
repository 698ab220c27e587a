package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class MemoryShortageTest {

  @Test
  void libtorchs_own_words_are_known() {
    Throwable failure = catchThrowable(() -> torch.empty(1L << 50).close());
    assertThat(failure).isInstanceOf(RuntimeException.class);
    assertThat(MemoryShortage.describe(new IllegalStateException("training failed", failure)))
        .get()
        .asString()
        .startsWith("not enough memory for libtorch; use a smaller --batch or fewer --jobs");
  }

  @Test
  void javas_heap_is_told_apart_and_how_to_have_more_is_said() {
    StringWriter err = new StringWriter();
    int status = Failures.tell(new OutOfMemoryError("Java heap space"), new PrintWriter(err));
    assertThat(status).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "boogeyman: not enough memory for Java (Java heap space); give it more with"
                + " BOOGEYMAN_JAVA_OPTIONS=-Xmx2g, or use fewer --jobs");
  }

  @Test
  void other_failures_stay_what_they_are() {
    assertThat(MemoryShortage.describe(new IllegalStateException("the disk is full"))).isEmpty();
    assertThat(MemoryShortage.describe(new IllegalArgumentException())).isEmpty();
  }
}
