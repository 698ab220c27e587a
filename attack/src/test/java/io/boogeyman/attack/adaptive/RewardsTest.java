package io.boogeyman.attack.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.attack.query.Margin;
import org.junit.jupiter.api.Test;

class RewardsTest {
  private static final float[] FLAT = {0.5f, 0.5f};
  private static final float[] SURE = {1, 0};
  private static final float[] OTHER = {0, 1};

  /** Golden values, computed with numpy from the paper's definitions. */
  @Test
  void parts_are_certainty_diversity_and_loss_as_the_paper_defines_them() {
    float[] answer = {.7f, .2f, .1f};
    assertThat(Margin.of(answer)).isCloseTo(.5, within(1e-6));
    assertThat(Rewards.diversity(answer, new double[] {.5, .3, .2})).isCloseTo(.2, within(1e-6));
    assertThat(Rewards.loss(answer, new float[] {.6f, .3f, .1f})).isCloseTo(.8286310, within(1e-6));
  }

  @Test
  void each_part_is_brought_to_zero_to_one_and_counts_a_third() {
    Rewards rewards = new PaperRewards();
    rewards.of(FLAT, FLAT);
    // Surer than ever, and worse predicted than ever; half of it is new, but the first was all new.
    assertThat(rewards.of(SURE, FLAT)).isCloseTo((1 + 0 + 0) / 3.0, within(1e-9));
    assertThat(rewards.of(OTHER, SURE)).isCloseTo((1 + 0.5 + 1) / 3.0, within(1e-9));
  }

  /** Golden values, computed by hand from that program's recursions. */
  @Test
  void the_toolbox_counts_deviations_from_its_means_and_the_first_as_it_is() {
    Rewards rewards = new StandardScores();
    // Certain, not new beside itself, a loss of ln 2.
    assertThat(rewards.of(SURE, FLAT)).isCloseTo((1 + 0 + Math.log(2)) / 3, within(1e-6));
    // As certain as before, half new, far worse predicted: 0, √2 and √2.
    assertThat(rewards.of(OTHER, SURE)).isCloseTo((0 + 2 * Math.sqrt(2)) / 3, within(1e-6));
    assertThat(rewards.of(SURE, FLAT)).isCloseTo((0 + .375734 - .960769) / 3, within(1e-5));
  }

  @Test
  void part_that_was_always_the_same_counts_nothing() {
    Rewards rewards = new PaperRewards();
    rewards.of(SURE, FLAT);
    assertThat(rewards.of(SURE, FLAT)).as("labels are always as sure, and as hard").isZero();
  }

  @Test
  void diversity_forgets_what_was_answered_before_the_window() {
    Rewards rewards = new PaperRewards();
    rewards.of(OTHER, FLAT);
    for (int i = 0; i < PaperRewards.WINDOW; i++) {
      rewards.of(SURE, FLAT);
    }
    assertThat(rewards.of(OTHER, FLAT)).as("as new as the first").isCloseTo(1 / 3.0, within(1e-9));
  }

  /** A copy that has learnt nothing yet is as wrong as it will never be again. */
  @Test
  void losses_are_compared_with_the_last_only() {
    Rewards rewards = new PaperRewards();
    float[] hardlyKnown = {1e-6f, 1 - 1e-6f};
    rewards.of(SURE, hardlyKnown);
    for (int i = 0; i < PaperRewards.COMPARED; i++) {
      rewards.of(SURE, SURE);
    }
    assertThat(rewards.of(SURE, FLAT)).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void surrogate_that_holds_the_answer_for_impossible_gives_a_finite_reward() {
    Rewards rewards = new PaperRewards();
    rewards.of(SURE, FLAT);
    assertThat(rewards.of(SURE, OTHER)).isFinite();
  }
}
