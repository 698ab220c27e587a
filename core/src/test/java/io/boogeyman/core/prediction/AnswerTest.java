package io.boogeyman.core.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  @ParameterizedTest
  @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
  void vector_refuses_what_is_no_probability_and_says_where(float value) {
    assertThatThrownBy(() -> new Answer.Vector(0.5f, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class 1 has probability " + value + ", not in [0, 1]");
  }

  @Test
  void vector_takes_what_a_softmax_in_float32_may_exceed_1_by() {
    assertThat(new Answer.Vector(1.00001f, 0f).top()).isZero();
  }

  @Test
  void vector_refuses_no_classes() {
    assertThatThrownBy(() -> new Answer.Vector())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an answer needs at least one class");
  }

  @Test
  void vector_names_the_first_of_equals() {
    assertThat(new Answer.Vector(0.2f, 0.4f, 0.4f).top()).isEqualTo(1);
  }

  @Test
  void vector_gives_a_copy() {
    Answer.Vector vector = new Answer.Vector(0.25f, 0.75f);
    vector.toArray()[0] = 1;
    assertThat(vector.probability(0)).isEqualTo(0.25f);
  }

  @Test
  void top_k_refuses_ids_and_probabilities_of_different_number() {
    assertThatThrownBy(() -> new Answer.TopK(5, new int[] {1, 2}, new float[] {0.5f}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 classes and 1 probabilities of 5");
  }

  @Test
  void top_k_refuses_to_list_nothing() {
    assertThatThrownBy(() -> new Answer.TopK(5, new int[0], new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void top_k_refuses_more_entries_than_classes() {
    assertThatThrownBy(() -> new Answer.TopK(1, new int[] {0, 0}, new float[] {0.5f, 0.5f}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void top_k_and_label_refuse_what_is_no_class(int id) {
    assertThatThrownBy(() -> new Answer.TopK(5, new int[] {id}, new float[] {0.5f}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class " + id + " of 5");
    assertThatThrownBy(() -> new Answer.Label(5, id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class " + id + " of 5");
  }

  @Test
  void equal_contents_are_equal_answers() {
    assertThat(new Answer.TopK(5, new int[] {2}, new float[] {0.5f}))
        .isEqualTo(new Answer.TopK(5, new int[] {2}, new float[] {0.5f}))
        .hasSameHashCodeAs(new Answer.TopK(5, new int[] {2}, new float[] {0.5f}))
        .isNotEqualTo(new Answer.TopK(6, new int[] {2}, new float[] {0.5f}))
        .isNotEqualTo(new Answer.TopK(5, new int[] {2}, new float[] {0.6f}))
        .isNotEqualTo(new Answer.TopK(5, new int[] {1}, new float[] {0.5f}));
    assertThat(new Answer.Vector(0.5f, 0.5f))
        .isEqualTo(new Answer.Vector(0.5f, 0.5f))
        .hasSameHashCodeAs(new Answer.Vector(0.5f, 0.5f))
        .isNotEqualTo(new Answer.Vector(0.5f, 0.4f));
  }
}
