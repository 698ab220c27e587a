package io.boogeyman.defend.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private static final Matrix LOGITS = new Matrix(new float[] {0, 1, 2, 3}, 2);

  /** Two queries; stages of 1, 3 and 2 values. */
  private static final Observation SEEN =
      new Observation(
          LOGITS,
          List.of(
              new Matrix(new float[] {1, 2}, 1),
              new Matrix(new float[] {3, 4, 5, 6, 7, 8}, 3),
              new Matrix(new float[] {9, 10, 11, 12}, 2)));

  @Test
  void stages_stand_beside_each_other_row_by_row() {
    assertThat(SEEN.beside(2).toArray()).containsExactly(9, 10, 11, 12);
    assertThat(SEEN.beside(1, 2).toArray()).containsExactly(3, 4, 5, 9, 10, 6, 7, 8, 11, 12);
    assertThat(SEEN.beside(0, 1, 2).width()).isEqualTo(6);
  }

  @Test
  void a_stage_that_there_is_not_is_refused() {
    assertThatThrownBy(() -> SEEN.beside(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stage 4 is wanted of 3");
  }

  @Test
  void as_many_of_the_narrowest_stages_are_taken_as_fit() {
    assertThat(SEEN.narrowest(6)).containsExactly(0, 1, 2);
    assertThat(SEEN.narrowest(5)).containsExactly(0, 2);
    assertThat(SEEN.narrowest(2)).containsExactly(0);
    assertThat(SEEN.narrowest(0)).containsExactly(0);
  }

  @Test
  void what_another_network_sees_are_further_stages() {
    Observation both = SEEN.withStagesOf(new Observation(LOGITS, List.of(column(13, 14))));

    assertThat(both.stages()).hasSize(4);
    assertThat(both.beside(2, 3).toArray()).containsExactly(9, 10, 13, 11, 12, 14);
    assertThat(both.logits()).isSameAs(LOGITS);
  }

  @Test
  void what_was_seen_in_fewer_queries_does_not_go_with_it() {
    Observation one = new Observation(new Matrix(new float[2], 2), List.of(column(13)));

    assertThatThrownBy(() -> SEEN.withStagesOf(one)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Matrix column(float... values) {
    return new Matrix(values, 1);
  }
}
