package io.boogeyman.attack.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerDifferenceTest {
  private static final Answer.Vector VECTOR = new Answer.Vector(.6f, .3f, .1f, 0);

  private static Answer.TopK top(int[] ids, float... probabilities) {
    return new Answer.TopK(4, ids, probabilities);
  }

  @Test
  void of_vectors_is_that_of_the_class_that_differs_most() {
    assertThat(AnswerDifference.of(VECTOR, new Answer.Vector(.6f, .28f, .11f, .01f)))
        .isCloseTo(.02, within(1e-6));
    assertThat(AnswerDifference.of(VECTOR, VECTOR)).isZero();
  }

  @Test
  void of_top_k_does_not_mind_which_of_two_near_equals_comes_first() {
    assertThat(
            AnswerDifference.of(
                top(new int[] {0, 1}, .4f, .3999999f), top(new int[] {1, 0}, .4f, .3999999f)))
        .isLessThan(1e-6);
  }

  @Test
  void of_top_k_that_name_other_classes_is_what_is_certain_to_differ() {
    assertThat(
            AnswerDifference.of(top(new int[] {0, 1}, .6f, .1f), top(new int[] {0, 2}, .6f, .1f)))
        .isZero();
    assertThat(
            AnswerDifference.of(top(new int[] {0, 1}, .6f, .3f), top(new int[] {0, 2}, .6f, .1f)))
        .isCloseTo(.2, within(1e-6));
  }

  @Test
  void of_other_labels_other_kinds_and_missing_answers_is_one() {
    Answer label = new Granularity.Label().release(VECTOR);
    Answer other = new Granularity.Label().release(new Answer.Vector(0, 1, 0, 0));
    assertThat(AnswerDifference.of(label, other)).isEqualTo(1);
    assertThat(AnswerDifference.of(label, VECTOR)).isEqualTo(1);
    assertThat(AnswerDifference.of(List.of(label), List.of())).isEqualTo(1);
  }
}
