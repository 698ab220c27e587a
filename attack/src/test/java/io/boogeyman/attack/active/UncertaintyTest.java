package io.boogeyman.attack.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.attack.query.Margin;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UncertaintyTest {
  private static final float[][] POSTERIORS = {
    {0.9f, 0.05f, 0.05f}, // sure
    {0.5f, 0.5f, 0}, // between two
    {0.34f, 0.33f, 0.33f}, // of no idea
    {0.6f, 0.4f, 0},
  };

  /** The first value is golden, computed with numpy. */
  @Test
  void entropy_is_a_share_of_that_of_no_idea() {
    assertThat(Uncertainty.entropy(.7f, .2f, .1f)).isCloseTo(.7298467, within(1e-6));
    assertThat(Uncertainty.entropy(.25f, .25f, .25f, .25f)).isCloseTo(1, within(1e-6));
    assertThat(Uncertainty.entropy(1, 0, 0)).isZero();
    assertThat(Uncertainty.entropy(1)).isZero();
  }

  @Test
  void entropy_prefers_no_idea_to_a_doubt_between_two() {
    double[] scores = Arrays.stream(POSTERIORS).mapToDouble(p -> -Uncertainty.entropy(p)).toArray();
    assertThat(Ranking.smallest(scores, 4)).containsExactly(2, 1, 3, 0);
  }

  @Test
  void margin_prefers_a_doubt_between_two_to_no_idea() {
    double[] scores = Arrays.stream(POSTERIORS).mapToDouble(Margin::of).toArray();
    assertThat(Ranking.smallest(scores, 4)).containsExactly(1, 2, 3, 0);
  }
}
