package io.boogeyman.attack.adaptive;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * A gradient bandit (Sutton and Barto 2018, §2.8) as Knockoff nets' adaptive strategy has it
 * (Orekondy et al. 2019, §4.1.2 and supplement): preferences H, a policy π = softmax(H), and after
 * the reward r of action z
 *
 * <pre>
 * H(z)  ← H(z)  + α (r − r̄) (1 − π(z))
 * H(z′) ← H(z′) − α (r − r̄) π(z′)      for every other z′
 * </pre>
 *
 * with α = 1/N(z), N(z) counting how often z was chosen, and r̄ the mean of all rewards so far,
 * this one included, so that the first reward, which nothing can be said of, moves nothing. π is
 * the policy that z was drawn by: rewards of a batch come after all of it was drawn, and actions
 * that were closed then had no part in it. O(actions) a reward.
 */
final class GradientBandit {
  private final double[] preferences;
  private final int[] chosen;
  private double meanReward;
  private long rewards;

  /** Prefers none of its actions. */
  GradientBandit(int actions) {
    preferences = new double[actions];
    chosen = new int[actions];
  }

  /** The probability of every action. */
  double[] policy() {
    return policy(action -> true);
  }

  /**
   * The probability of every action if only the open ones can be chosen. The highest of their
   * preferences is taken off before the exponential, so that nothing overflows and one is 1.
   *
   * @param open holds for one action at least
   */
  double[] policy(IntPredicate open) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int z = 0; z < preferences.length; z++) {
      highest = open.test(z) ? Math.max(highest, preferences[z]) : highest;
    }
    double[] policy = new double[preferences.length];
    for (int z = 0; z < policy.length; z++) {
      policy[z] = open.test(z) ? Math.exp(preferences[z] - highest) : 0;
    }
    double sum = Arrays.stream(policy).sum();
    for (int z = 0; z < policy.length; z++) {
      policy[z] /= sum;
    }
    return policy;
  }

  /**
   * An action that was drawn.
   *
   * @param action which
   * @param policy the probability that each had
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Choice(int action, double[] policy) {}

  /** Draws one of the open actions. */
  Choice draw(SplittableRandom random, IntPredicate open) {
    double[] policy = policy(open);
    double left = random.nextDouble();
    int drawn = -1;
    for (int z = 0; z < policy.length && left >= 0; z++) {
      if (policy[z] > 0) {
        drawn = z; // the last open one, if rounding leaves a little
        left -= policy[z];
      }
    }
    return new Choice(drawn, policy);
  }

  /** Learns what an action was worth. */
  void learn(Choice choice, double reward) {
    rewards++;
    meanReward += (reward - meanReward) / rewards;
    chosen[choice.action()]++;
    move(choice, reward - meanReward, 1.0 / chosen[choice.action()]);
  }

  /**
   * The step of the equation above.
   *
   * @param advantage r − r̄
   * @param rate α
   */
  void move(Choice choice, double advantage, double rate) {
    for (int z = 0; z < preferences.length; z++) {
      double drawn = z == choice.action() ? 1 : 0;
      preferences[z] += rate * advantage * (drawn - choice.policy()[z]);
    }
  }

  /** The preferences, copied. */
  double[] preferences() {
    return preferences.clone();
  }
}
