package io.boogeyman.guard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasedTensorTest {
  private static final ServedModel FULL = new TinyGate(new Granularity.Full()).model();
  private static final ServedModel TOP = new TinyGate(new Granularity.TopK(2)).model();
  private static final ServedModel LABEL = new TinyGate(new Granularity.Label()).model();
  private static final Answer VECTOR = new Answer.Vector(0.1f, 0.2f, 0.4f, 0.2f, 0.1f);
  private static final Answer TWO = new Answer.TopK(5, new int[] {2, 1}, new float[] {0.4f, 0.2f});

  @Test
  void a_vector_is_itself_and_what_a_top_k_does_not_name_is_0() {
    assertThat(ReleasedTensor.of(List.of(VECTOR, TWO), FULL).scores())
        .containsExactly(0.1f, 0.2f, 0.4f, 0.2f, 0.1f, 0, 0.2f, 0.4f, 0, 0);
  }

  @Test
  void a_label_is_1_among_scores_and_a_number_where_labels_are_all_there_is() {
    Answer label = new Answer.Label(5, 3);
    assertThat(ReleasedTensor.of(List.of(label), FULL).scores()).containsExactly(0, 0, 0, 1, 0);
    assertThat(ReleasedTensor.of(List.of(label), LABEL).labels()).containsExactly(3);
    assertThat(ReleasedTensor.of(List.of(label), LABEL).scores()).isEmpty();
  }

  @Test
  void classes_are_listed_as_triton_does_the_largest_first_and_of_equals_the_smaller() {
    assertThat(ReleasedTensor.of(List.of(VECTOR), FULL).classification(3))
        .containsExactly("0.4:2:cat", "0.2:1:bee", "0.2:3:dög");
  }

  @Test
  void no_more_classes_are_listed_than_the_policy_names() {
    assertThat(ReleasedTensor.of(List.of(TWO), TOP).classification(5))
        .containsExactly("0.4:2:cat", "0.2:1:bee");
    assertThat(ReleasedTensor.of(List.of(new Answer.Label(5, 4)), LABEL).classification(5))
        .containsExactly("1.0:4:elk: red");
  }
}
