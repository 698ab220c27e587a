package io.boogeyman.nn.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

class ProcessorTest {

  @Test
  void names_are_read_whatever_their_case() {
    assertThat(Processor.parse("CPU")).isEqualTo(Processor.CPU);
    assertThat(Processor.parse("auto")).matches(Processor::available);
  }

  @Test
  void another_name_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> Processor.parse("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'gpu' is no device; say auto, cpu or cuda");
  }

  @Test
  void a_processor_that_is_not_here_is_refused_in_one_line() {
    assumeFalse(Processor.CUDA.available(), "there is a GPU here");

    assertThatThrownBy(() -> Processor.parse("cuda"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mvn -Pgpu package")
        .message()
        .hasLineCount(1);
  }
}
