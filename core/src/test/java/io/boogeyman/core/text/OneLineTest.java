package io.boogeyman.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void plain_text_of_any_script_stays_as_it_is() {
    assertThat(OneLine.of("Straße/猫 🐈/1.ppm: truncated"))
        .isEqualTo("Straße/猫 🐈/1.ppm: truncated");
  }

  @Test
  void what_would_break_the_line_or_command_the_terminal_is_replaced() {
    assertThat(OneLine.of("a\nb\rc\u001b[31md\u0085e\u2028f")).isEqualTo("a?b?c?[31md?e?f");
  }

  @Test
  void what_would_turn_the_direction_of_writing_is_replaced() {
    assertThat(OneLine.of("a\u202egpj.exe\u2066")).isEqualTo("a?gpj.exe?");
  }

  @Test
  void endless_text_is_cut() {
    assertThat(OneLine.of("x".repeat(5000))).isEqualTo("x".repeat(1000) + "…");
  }
}
