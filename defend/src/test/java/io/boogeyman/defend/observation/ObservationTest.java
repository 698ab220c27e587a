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
    assertThat(SEEN.last(1).toArray()).containsExactly(9, 10, 11, 12);
    assertThat(SEEN.last(2).toArray()).containsExactly(3, 4, 5, 9, 10, 6, 7, 8, 11, 12);
    assertThat(SEEN.last(3).width()).isEqualTo(6);
  }

  @Test
  void more_stages_than_there_are_are_refused() {
    assertThatThrownBy(() -> SEEN.last(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 stages are wanted of a network that has 3");
  }

  @Test
  void as_many_of_the_last_stages_are_taken_as_fit() {
    assertThat(SEEN.stagesWithin(6)).isEqualTo(3);
    assertThat(SEEN.stagesWithin(5)).isEqualTo(2);
    assertThat(SEEN.stagesWithin(4)).isEqualTo(1);
    assertThat(SEEN.stagesWithin(1)).isEqualTo(1);
  }

  @Test
  void what_another_network_sees_is_the_last_stage() {
    Observation both = SEEN.and(new Matrix(new float[] {13, 14}, 1));

    assertThat(both.features().toArray()).containsExactly(13, 14);
    assertThat(both.last(2).toArray()).containsExactly(9, 10, 13, 11, 12, 14);
    assertThatThrownBy(() -> SEEN.and(new Matrix(new float[] {13}, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
