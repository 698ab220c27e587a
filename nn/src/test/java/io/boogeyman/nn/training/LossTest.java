package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.Labels;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try")
class LossTest {
  private static final float[] LOGITS = {2, 1, 0.1f};
  private static final float[] VECTOR = {0.5f, 0.3f, 0.2f};

  /** Of seven images four are of class 0, two of class 1, and one of class 2. */
  private static final Targets TARGETS =
      Targets.hard(new Labels(List.of("a", "b", "c"), new int[] {0, 0, 1, 0, 2, 1, 0}));

  @Test
  void cross_entropy_is_the_mean_of_the_targets_log_losses() {
    assertThat(loss(new Objective.CrossEntropy(), LOGITS, VECTOR))
        .isCloseTo(
            -0.5 * Math.log(0.6590011) - 0.3 * Math.log(0.2424330) - 0.2 * Math.log(0.0985659),
            within(1e-5));
  }

  @Test
  void each_class_counts_as_named_once_more_than_it_was() {
    assertThat(Loss.frequencies(TARGETS)).containsExactly(0.5, 0.3, 0.2);
  }

  /** A network that says nothing but how frequent the classes are has learnt nothing. */
  @Test
  void balanced_loss_of_equal_logits_is_that_of_the_frequencies() {
    assertThat(loss(new Objective.Balanced(1), new float[3], VECTOR))
        .isCloseTo(loss(new Objective.CrossEntropy(), logs(0.5, 0.3, 0.2), VECTOR), within(1e-5));
  }

  @Test
  void balancing_with_no_strength_is_the_cross_entropy() {
    assertThat(loss(new Objective.Balanced(0), LOGITS, VECTOR))
        .isEqualTo(loss(new Objective.CrossEntropy(), LOGITS, VECTOR));
  }

  @Test
  void tempered_loss_at_a_temperature_of_one_is_the_cross_entropy() {
    assertThat(loss(new Objective.Tempered(1, 1e-6, 0), LOGITS, VECTOR))
        .isCloseTo(loss(new Objective.CrossEntropy(), LOGITS, VECTOR), within(1e-6));
  }

  /** The softmax of (2, 1, 0.1) at a temperature of 2 is (0.5016878, 0.3042890, 0.1940232). */
  @Test
  void tempered_loss_is_least_where_the_network_answers_as_its_teacher() {
    float[] answer = {0.6590011f, 0.2424330f, 0.0985659f};
    Objective tempered = new Objective.Tempered(2, 1e-6, 0);
    double entropy =
        -0.5016878 * Math.log(0.5016878)
            - 0.3042890 * Math.log(0.3042890)
            - 0.1940232 * Math.log(0.1940232);

    double least = loss(tempered, LOGITS, answer);

    assertThat(least).isCloseTo(4 * entropy, within(1e-4));
    assertThat(loss(tempered, new float[] {2.1f, 1, 0.1f}, answer)).isGreaterThan(least);
    assertThat(loss(tempered, new float[] {2, 1, 0}, answer)).isGreaterThan(least);
  }

  @Test
  void probability_of_zero_is_taken_for_the_least_one() {
    assertThat(loss(new Objective.Tempered(4, 0.01, 0), LOGITS, new float[] {1, 0, 0}))
        .isCloseTo(
            loss(new Objective.Tempered(4, 0.01, 0), LOGITS, new float[] {1, 0.01f, 0.01f}),
            within(1e-6));
  }

  /** What a network knows only of frequencies it need not say itself. */
  @Test
  void balanced_and_tempered_it_is_least_where_frequency_is_taken_out_of_the_answers() {
    Objective both = new Objective.Tempered(2, 1e-6, 1);
    float[] answer = {0.6590011f, 0.2424330f, 0.0985659f};
    float[] frequencies = logs(0.5, 0.3, 0.2);
    float[] logits = {2 - frequencies[0], 1 - frequencies[1], 0.1f - frequencies[2]};

    assertThat(loss(both, logits, answer))
        .isCloseTo(loss(new Objective.Tempered(2, 1e-6, 0), LOGITS, answer), within(1e-5));
    assertThat(loss(both, LOGITS, answer)).isGreaterThan(loss(both, logits, answer));
  }

  @Test
  void objectives_out_of_range_are_refused() {
    assertThatThrownBy(() -> new Objective.Balanced(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the strength is 0 or more, not -1.0");
    assertThatThrownBy(() -> new Objective.Tempered(0.5, 1e-6, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a temperature is 1 or more");
  }

  private static double loss(Objective objective, float[] logits, float[] target) {
    try (PointerScope scope = new PointerScope()) {
      return Loss.of(objective, TARGETS)
          .of(Tensor.create(logits, 1, 3), Tensor.create(target, 1, 3))
          .item_double();
    }
  }

  private static float[] logs(double... values) {
    float[] logs = new float[values.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(values[i]);
    }
    return logs;
  }
}
