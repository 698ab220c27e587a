package io.boogeyman.nn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionsTest {
  private final Predictions predictions =
      new Predictions(4, new float[] {0.1f, 0.4f, 0.1f, 0.4f, 0.7f, 0.1f, 0.2f, 0});

  @Test
  void top_is_the_most_probable_class() {
    assertThat(predictions.top(1)).isZero();
  }

  @Test
  void top_of_equals_is_the_first() {
    assertThat(predictions.top(0)).isEqualTo(1);
  }

  @Test
  void rank_counts_the_more_probable_classes() {
    assertThat(predictions.rank(1, 0)).isZero();
    assertThat(predictions.rank(1, 2)).isEqualTo(1);
    assertThat(predictions.rank(1, 1)).isEqualTo(2);
    assertThat(predictions.rank(1, 3)).isEqualTo(3);
  }

  @Test
  void equals_rank_in_the_order_of_their_numbers() {
    assertThat(predictions.rank(0, 1)).isZero();
    assertThat(predictions.rank(0, 3)).isEqualTo(1);
    assertThat(predictions.rank(0, 0)).isEqualTo(2);
    assertThat(predictions.rank(0, 2)).isEqualTo(3);
  }

  @Test
  void row_is_a_copy() {
    predictions.row(1)[0] = 0;

    assertThat(predictions.size()).isEqualTo(2);
    assertThat(predictions.row(1)).containsExactly(0.7f, 0.1f, 0.2f, 0);
  }
}
