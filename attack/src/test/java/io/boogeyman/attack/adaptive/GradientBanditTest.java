package io.boogeyman.attack.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GradientBanditTest {
  private static final Offset<Double> MILLIONTH = within(1e-6);

  private static GradientBandit.Choice chosen(GradientBandit bandit, int action) {
    return new GradientBandit.Choice(action, bandit.policy());
  }

  /** Golden steps, computed with numpy in double precision from the paper's equations. */
  @Test
  void preferences_and_policy_follow_the_equations_step_by_step() {
    GradientBandit bandit = new GradientBandit(4);
    assertThat(bandit.policy()).containsExactly(0.25, 0.25, 0.25, 0.25);

    bandit.move(chosen(bandit, 2), 0.8 - 0.5, 1);
    assertThat(bandit.preferences())
        .containsExactly(new double[] {-.075, -.075, .225, -.075}, MILLIONTH);
    assertThat(bandit.policy())
        .containsExactly(new double[] {.2298925, .2298925, .3103224, .2298925}, MILLIONTH);

    bandit.move(chosen(bandit, 0), 0.3 - 0.6, 1);
    assertThat(bandit.preferences())
        .containsExactly(new double[] {-.3060322, -.0060322, .3180967, -.0060322}, MILLIONTH);
    assertThat(bandit.policy())
        .containsExactly(new double[] {.1796514, .2425040, .3353407, .2425040}, MILLIONTH);
  }

  @Test
  void steps_shrink_with_every_choice_of_an_action_and_rewards_count_beside_their_mean() {
    GradientBandit learning = new GradientBandit(3);
    learning.learn(chosen(learning, 0), 0.2);
    learning.learn(chosen(learning, 1), 0.8);
    learning.learn(chosen(learning, 1), 0.2);

    GradientBandit moved = new GradientBandit(3);
    moved.move(chosen(moved, 1), 0.8 - 0.5, 1);
    moved.move(chosen(moved, 1), 0.2 - 0.4, 0.5);
    assertThat(learning.preferences()).containsExactly(moved.preferences(), within(1e-12));
  }

  @Test
  void first_reward_moves_nothing() {
    GradientBandit bandit = new GradientBandit(3);
    bandit.learn(chosen(bandit, 1), 0.7);
    assertThat(bandit.preferences()).containsExactly(0, 0, 0);
  }

  @Property(tries = 200)
  void policy_is_a_distribution_however_far_preferences_went(
      @ForAll @Size(min = 1, max = 20) double[] advantages) {
    GradientBandit bandit = new GradientBandit(5);
    for (int i = 0; i < advantages.length; i++) {
      bandit.move(chosen(bandit, i % 5), Math.max(-1e6, Math.min(1e6, advantages[i])), 1);
    }
    assertThat(Arrays.stream(bandit.policy()).boxed()).allMatch(p -> p >= 0 && p <= 1);
    assertThat(Arrays.stream(bandit.policy()).sum()).isCloseTo(1, within(1e-9));
  }

  @Property(tries = 200)
  void draws_an_open_action_even_if_all_preference_is_for_a_closed_one(
      @ForAll @IntRange(max = 4) int open, @ForAll @DoubleRange(max = 1e6) double preference) {
    GradientBandit bandit = new GradientBandit(5);
    bandit.move(chosen(bandit, (open + 1) % 5), preference, 1);
    assertThat(bandit.draw(new SplittableRandom(1), z -> z == open).action()).isEqualTo(open);
  }

  /** Every step moves as much towards the action as away from those that it was drawn among. */
  @Test
  void rewards_of_a_batch_count_by_the_policy_that_it_was_drawn_by() {
    GradientBandit bandit = new GradientBandit(3);
    bandit.learn(chosen(bandit, 0), 0.5);
    GradientBandit.Choice first = bandit.draw(new SplittableRandom(1), z -> z == 0);
    GradientBandit.Choice second = bandit.draw(new SplittableRandom(1), z -> z > 0);
    bandit.learn(first, 0.9);
    assertThat(bandit.preferences()).as("nothing else could be drawn").containsExactly(0, 0, 0);
    bandit.learn(second, 0.9);
    double step = 0.9 - (0.5 + 0.9 + 0.9) / 3;
    double[] expected = {0, -step / 2, -step / 2};
    expected[second.action()] = step / 2;
    assertThat(bandit.preferences()).containsExactly(expected, MILLIONTH);
  }

  @Test
  void comes_to_choose_the_action_that_pays_best() {
    GradientBandit bandit = new GradientBandit(4);
    SplittableRandom random = new SplittableRandom(1);
    double[] pay = {0.2, 0.3, 0.8, 0.1};
    for (int i = 0; i < 300; i++) {
      GradientBandit.Choice choice = bandit.draw(random, z -> true);
      bandit.learn(choice, pay[choice.action()] + 0.2 * (random.nextDouble() - 0.5));
    }
    assertThat(bandit.policy()[2]).isGreaterThan(0.6);
  }
}
