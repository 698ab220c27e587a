package io.boogeyman.defend.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogitDetectorsTest {
  private static Observation of(float... logits) {
    return new Observation(
        new Matrix(logits, logits.length), List.of(new Matrix(new float[] {0}, 1)));
  }

  @Test
  void known_logits_have_their_known_scores() {
    assertThat(new MaximumSoftmax().scores(of(2, 1, .1f))[0]).isCloseTo(1 - .6590011, within(1e-6));
    assertThat(new Energy(1).scores(of(2, 1, .1f))[0]).isCloseTo(-2.4170300, within(1e-6));
    assertThat(1 - Logits.lacking(new float[] {2, 1, .1f}, 1000)).isCloseTo(.3336556, within(1e-6));
  }

  @Test
  void a_network_that_is_all_but_sure_is_still_told_from_one_that_is_surer() {
    double sure = new MaximumSoftmax().scores(of(60, 0, 0))[0];
    double surer = new MaximumSoftmax().scores(of(61, 0, 0))[0];
    assertThat(sure).isPositive().isGreaterThan(surer);
  }

  @Property(tries = 200)
  void scores_are_finite_and_do_not_depend_on_what_is_added_to_all_logits(
      @ForAll @Size(min = 2, max = 20) List<@FloatRange(min = -300, max = 300) Float> drawn) {
    float[] logits = new float[drawn.size()];
    float[] raised = new float[drawn.size()];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = Math.round(drawn.get(k));
      raised[k] = logits[k] + 128;
    }
    double softmax = new MaximumSoftmax().scores(of(logits))[0];

    assertThat(softmax).isBetween(0.0, 1 - 1.0 / logits.length + 1e-12);
    assertThat(new MaximumSoftmax().scores(of(raised))[0]).isCloseTo(softmax, within(1e-12));
    assertThat(new Energy(1).scores(of(raised))[0])
        .isCloseTo(new Energy(1).scores(of(logits))[0] - 128, within(1e-9));
  }

  @Test
  void a_temperature_of_zero_is_refused() {
    assertThatThrownBy(() -> new Energy(0)).hasMessage("a temperature must be over 0, not 0.0");
  }

  @Test
  void distances_to_classes_are_the_known_ones() {
    float[] points = {0, 0, 2, 0, 0, 2, 2, 2, 10, 10, 12, 10, 10, 12, 12, 12};
    int[] classOf = {0, 0, 0, 0, 1, 1, 1, 1};
    ClassGaussians gaussians = ClassGaussians.fit(new Matrix(points, 2), classOf, 0);

    assertThat(gaussians.distance(1, 1)).isCloseTo(0, within(1e-9));
    assertThat(gaussians.distance(6, 6)).isCloseTo(25, within(1e-9));
    assertThat(gaussians.distance(3, 1)).isCloseTo(2, within(1e-9));
    assertThat(gaussians.distance(11, 9.5f)).isCloseTo(1.125, within(1e-9));
  }

  @Test
  void a_feature_that_never_changes_is_left_out() {
    float[] points = {0, 5, 2, 5, 1, 5, 3, 5};
    ClassGaussians gaussians = ClassGaussians.fit(new Matrix(points, 2), new int[4], 0);
    assertThat(gaussians.distance(1.5f, 900)).isCloseTo(0, within(1e-9));
  }

  @Test
  void the_nearest_neighbour_of_an_own_image_is_itself() {
    float[] features = {1, 0, 0, 1, -1, 0};
    Observation own =
        new Observation(new Matrix(new float[3], 1), List.of(new Matrix(features, 2)));
    double[] scores =
        new NearestNeighbours(own, 1, new io.boogeyman.core.random.Seed(1)).scores(own);
    assertThat(Arrays.stream(scores)).allMatch(score -> score < 1e-3);
    assertThatThrownBy(() -> new NearestNeighbours(own, 4, new io.boogeyman.core.random.Seed(1)))
        .hasMessage("the 4-th nearest of 3 images");
  }
}
