package io.boogeyman.attack.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.NumberedImages;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.transcript.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  private static final Transcript ASKED =
      new Transcript(
          new NumberedImages(9),
          new int[] {3, 4, 5, 0, 1},
          List.of(
              new Answer.Vector(0.5f, 0.5f),
              new Answer.TopK(2, new int[] {0}, new float[] {0.75f}),
              new Answer.Label(2, 0),
              new Answer.Vector(0.25f, 0.75f),
              new Answer.Vector(0.75f, 0.25f)));

  @Test
  void averages_the_variations_of_each_image_whatever_was_answered() {
    Transcript read = new Reading.Averaged(3).of(ASKED);
    assertThat(read.positions()).containsExactly(3, 0);
    assertThat(((Answer.Vector) read.answers().get(0)).toArray()).containsExactly(0.75f, 0.25f);
  }

  @Test
  void answers_that_came_out_of_order_and_with_gaps_stay_with_their_image() {
    Transcript asked =
        new Transcript(
            new NumberedImages(9),
            new int[] {0, 3, 1, 8},
            List.of(
                new Answer.Label(2, 0),
                new Answer.Label(2, 1),
                new Answer.Label(2, 1),
                new Answer.Label(2, 0)));
    Transcript read = new Reading.Averaged(3).of(asked);
    assertThat(read.positions()).containsExactly(0, 3, 8);
    assertThat(((Answer.Vector) read.answers().get(0)).toArray()).containsExactly(0.5f, 0.5f);
    assertThat(((Answer.Vector) read.answers().get(1)).toArray()).containsExactly(0, 1);
    assertThat(new Reading.Averaged(3).images(asked)).isEqualTo(3);
  }

  @Test
  void averages_what_there_is_of_an_image_that_was_not_answered_to_the_end() {
    Transcript read = new Reading.Averaged(3).of(ASKED);
    assertThat(((Answer.Vector) read.answers().get(1)).toArray()).containsExactly(0.5f, 0.5f);
  }

  @Test
  void sees_no_more_than_its_granularity() {
    assertThat(Reading.parse("label").of(ASKED).answers())
        .allMatch(answer -> answer instanceof Answer.Label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"full", "top-5", "round-2", "label", "released", "averaged-4", "recovered"})
  void reads_what_it_writes(String text) {
    assertThat(Reading.parse(text)).hasToString(text);
  }

  @Test
  void says_what_there_is() {
    assertThatThrownBy(() -> Reading.parse("top5"))
        .hasMessage(
            "'top5' is no kind of answers; say full, top-K (top-5), round-D (round-2), label,"
                + " released, averaged-N (averaged-4) or recovered");
    assertThatThrownBy(() -> Reading.parse("averaged-1"))
        .hasMessage("averaged-1: an image has 2 to 100 variations");
  }
}
