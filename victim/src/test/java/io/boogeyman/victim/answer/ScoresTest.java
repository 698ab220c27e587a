package io.boogeyman.victim.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final Scores THREE = new Scores(Scores.Kind.PROBABILITIES, 1, 3);

  @Test
  void probabilities_are_answers_row_by_row() {
    assertThat(THREE.answers(new float[] {0.5f, 0.25f, 0.25f, 0, 1, 0}, 2, "it"))
        .containsExactly(new Answer.Vector(0.5f, 0.25f, 0.25f), new Answer.Vector(0, 1, 0));
  }

  @Test
  void logits_become_their_softmax_at_the_temperature() {
    Scores scores = new Scores(Scores.Kind.LOGITS, 2, 2);
    float[] logits = {(float) (2 * Math.log(3)), 0};
    Answer.Vector answer = (Answer.Vector) scores.answers(logits, 1, "it").get(0);
    assertThat(answer.probability(0)).isEqualTo(0.75f);
    assertThat(answer.probability(1)).isEqualTo(0.25f);
  }

  @Test
  void large_logits_do_not_overflow() {
    Scores scores = new Scores(Scores.Kind.LOGITS, 1, 2);
    assertThat(scores.answers(new float[] {3e38f, -3e38f}, 1, "it"))
        .containsExactly(new Answer.Vector(1, 0));
  }

  @Test
  void labels_are_answers_of_one_class() {
    Scores scores = new Scores(Scores.Kind.LABELS, 1, 3);
    assertThat(scores.answers(new float[] {2, 0}, 2, "it"))
        .isEqualTo(List.of(new Answer.Label(3, 2), new Answer.Label(3, 0)));
    assertRefused(scores, "class 3.0 of 3", 3);
    assertRefused(scores, "class 0.5 of 3", 0.5f);
  }

  @Test
  void what_is_no_probability_is_refused() {
    assertRefused(THREE, "class 1 has probability NaN", 0.5f, Float.NaN, 0.5f);
    assertRefused(THREE, "class 0 has probability -0.5", -0.5f, 0.5f, 1);
    assertRefused(THREE, "class 2 has probability 7.0; are these logits?", 0, 0, 7);
    assertRefused(new Scores(Scores.Kind.LOGITS, 1, 2), "logit NaN", 0, Float.NaN);
  }

  @Test
  void probabilities_that_do_not_sum_to_one_are_refused() {
    assertRefused(THREE, "the probabilities sum to 0.8127, not to 1", 0.27091f, 0.27090f, 0.27089f);
    assertRefused(THREE, "the probabilities sum to 2.0000, not to 1", 1, 1, 0);
    assertRefused(THREE, "the probabilities sum to 0.0000, not to 1", 0, 0, 0);
  }

  @Test
  void a_vector_with_zeros_for_what_is_left_out_is_a_top_k() {
    assertThat(THREE.answers(new float[] {0.3000123f, 0, 0.5f}, 1, "it"))
        .containsExactly(new Answer.TopK(3, new int[] {2, 0}, new float[] {0.5f, 0.3000123f}));
  }

  @Test
  void zeros_that_would_have_been_more_than_what_is_told_make_no_top_k() {
    assertRefused(THREE, "the probabilities sum to 0.6000, not to 1", 0.5000123f, 0, 0.1000123f);
  }

  @Test
  void rounded_probabilities_may_miss_one_by_what_rounding_takes() {
    assertThat(THREE.answers(new float[] {0.3f, 0.3f, 0.3f}, 1, "it")).hasSize(1);
    assertThat(THREE.answers(new float[] {0.4f, 0.4f, 0.3f}, 1, "it")).hasSize(1);
    assertRefused(THREE, "sum to 0.6", 0.2f, 0.2f, 0.2f);
  }

  @Test
  void another_number_of_classes_is_refused() {
    assertRefused(THREE, "it gave 4 values for 1 images of 3 classes; 3 are due", 0, 0, 0, 1);
  }

  private static void assertRefused(Scores scores, String why, float... values) {
    assertThatThrownBy(() -> scores.answers(values, 1, "it"))
        .isInstanceOf(PredictionException.class)
        .message()
        .contains(why)
        .doesNotContain("\n");
  }
}
