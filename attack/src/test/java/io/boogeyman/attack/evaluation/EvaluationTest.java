package io.boogeyman.attack.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.Labels;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.nn.inference.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-9);

  /** Of the classes a, b, c; class c has no image. */
  private static final Labels LABELS = labels(3, 0, 0, 1, 1, 1);

  /** Right on 0, 1, 3 and 4. */
  private static final Predictions VICTIM = naming(3, 0, 0, 0, 1, 1);

  /** Right on 0, 2 and 3; agrees with the victim on 0 and 3. */
  private static final Predictions SURROGATE = naming(3, 0, 1, 1, 1, 2);

  @Test
  void counts_what_the_surrogate_names_right() {
    assertThat(Evaluation.of(VICTIM, SURROGATE, LABELS).accuracy()).isEqualTo(Interval.share(3, 5));
  }

  @Test
  void counts_where_surrogate_and_victim_agree_right_or_wrong() {
    assertThat(Evaluation.of(VICTIM, SURROGATE, LABELS).fidelity()).isEqualTo(Interval.share(2, 5));
    assertThat(Evaluation.of(naming(3, 2), naming(3, 2), labels(3, 0)).fidelity().estimate())
        .isEqualTo(1);
  }

  @Test
  void recovery_is_the_ratio_of_accuracies_with_the_delta_methods_interval() {
    // By numpy: s − R·v, its root mean square over the mean of v, √5 and 1.96.
    Interval recovery = Evaluation.of(VICTIM, SURROGATE, LABELS).recovery();
    assertThat(recovery.estimate()).isCloseTo(0.75, EXACT);
    assertThat(recovery.high() - recovery.estimate()).isCloseTo(0.7349864942025202, EXACT);
    assertThat(recovery.estimate() - recovery.low()).isCloseTo(0.7349864942025202, EXACT);
  }

  @Test
  void recovery_from_a_victim_that_is_never_right_is_0() {
    assertThat(Evaluation.of(naming(2, 1), naming(2, 0), labels(2, 0)).recovery())
        .isEqualTo(Interval.exactly(0));
  }

  @Test
  void recovery_of_a_perfect_copy_is_1_for_sure() {
    Interval recovery = Evaluation.of(VICTIM, VICTIM, LABELS).recovery();
    assertThat(recovery).isEqualTo(Interval.exactly(1));
  }

  @Test
  void recoverys_interval_is_that_of_a_bootstrap() {
    SplittableRandom random = new SplittableRandom(7);
    int images = 800;
    int[] victim = new int[images];
    int[] surrogate = new int[images];
    for (int i = 0; i < images; i++) {
      // The copy errs where the victim does, more often than not: the pairing must count.
      victim[i] = random.nextDouble() < 0.9 ? 0 : 1;
      surrogate[i] = random.nextDouble() < (victim[i] == 0 ? 0.8 : 0.2) ? 0 : 1;
    }
    Interval recovery =
        Evaluation.of(naming(2, victim), naming(2, surrogate), labels(2, new int[images]))
            .recovery();
    double[] ratios = bootstrap(victim, surrogate, random);
    assertThat(recovery.low()).isCloseTo(ratios[100], within(0.006));
    assertThat(recovery.high()).isCloseTo(ratios[3900], within(0.006));
  }

  /** 4,000 ratios of accuracies over images drawn with replacement, ascending. */
  private static double[] bootstrap(int[] victim, int[] surrogate, SplittableRandom random) {
    double[] ratios = new double[4000];
    for (int draw = 0; draw < ratios.length; draw++) {
      int right = 0;
      int copied = 0;
      for (int i = 0; i < victim.length; i++) {
        int image = random.nextInt(victim.length);
        right += 1 - victim[image];
        copied += 1 - surrogate[image];
      }
      ratios[draw] = (double) copied / right;
    }
    Arrays.sort(ratios);
    return ratios;
  }

  @Test
  void divergence_is_kullback_and_leiblers_from_the_victim_in_nats() {
    Predictions victim = new Predictions(2, new float[] {0.5f, 0.5f, 1, 0});
    Predictions surrogate = new Predictions(2, new float[] {0.25f, 0.75f, 0.5f, 0.5f});
    double first = 0.5 * Math.log(2) + 0.5 * Math.log(2 / 3.0);
    double second = Math.log(2);
    Interval divergence = Evaluation.of(victim, surrogate, labels(2, 0, 0)).divergence();
    assertThat(divergence.estimate()).isCloseTo((first + second) / 2, EXACT);
    assertThat(divergence.low()).isLessThan(divergence.estimate());
  }

  @Test
  void divergence_of_a_perfect_copy_is_0() {
    assertThat(Evaluation.of(VICTIM, VICTIM, LABELS).divergence().estimate()).isCloseTo(0, EXACT);
  }

  @Test
  void divergence_is_finite_where_the_surrogate_rules_the_victims_answer_out() {
    Predictions certain = new Predictions(2, new float[] {1, 0});
    Predictions contrary = new Predictions(2, new float[] {0, 1});
    assertThat(Evaluation.of(certain, contrary, labels(2, 0)).divergence().estimate())
        .isCloseTo(Math.log(1e12), EXACT);
  }

  @Test
  void tallies_each_class_and_leaves_an_absent_one_empty() {
    assertThat(Evaluation.of(VICTIM, SURROGATE, LABELS).classes())
        .containsExactly(
            new ClassEvaluation(2, 2, 1, 1),
            new ClassEvaluation(3, 2, 2, 1),
            new ClassEvaluation(0, 0, 0, 0));
  }

  @Test
  void top5_counts_classes_up_to_the_fifth_place_and_not_the_sixth() {
    float[] descending = {0.3f, 0.2f, 0.15f, 0.14f, 0.12f, 0.09f};
    Predictions two = new Predictions(6, concatenate(descending, descending));
    assertThat(Evaluation.top5(two, labels(6, 4, 5))).isEqualTo(Interval.share(1, 2));
  }

  @Test
  void refuses_predictions_of_other_images() {
    assertThatThrownBy(() -> Evaluation.of(VICTIM, naming(3, 0), LABELS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 test images have 5 predictions of the victim and 1 of the surrogate");
  }

  private static float[] concatenate(float[] one, float[] other) {
    float[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** Predictions that name these classes. */
  private static Predictions naming(int classes, int... named) {
    float[] values = new float[classes * named.length];
    Arrays.fill(values, 0.2f / classes);
    for (int i = 0; i < named.length; i++) {
      values[i * classes + named[i]] += 0.8f;
    }
    return new Predictions(classes, values);
  }

  private static Labels labels(int classes, int... labels) {
    List<String> names = IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
    return new Labels(names, labels);
  }
}
