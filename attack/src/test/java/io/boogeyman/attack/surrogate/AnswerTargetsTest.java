package io.boogeyman.attack.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnswerTargetsTest {
  private static final Offset<Float> CLOSE = within(1e-6f);
  private static final Answer TOP_2 =
      new Answer.TopK(4, new int[] {2, 0}, new float[] {0.6f, 0.2f});

  @Test
  void full_vector_stands_as_it_is() {
    assertThat(row(new Answer.Vector(0.5f, 0.25f, 0.25f), MissingMass.RENORMALISED, 0.1))
        .containsExactly(0.5f, 0.25f, 0.25f);
  }

  @Test
  void rounded_vector_is_scaled_to_sum_to_1() {
    assertThat(row(new Answer.Vector(0.3f, 0.3f, 0.3f), MissingMass.IGNORED, 0))
        .containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, CLOSE);
  }

  @Test
  void vector_of_which_rounding_left_nothing_tells_nothing() {
    assertThat(row(new Answer.Vector(0f, 0f, 0f, 0f), MissingMass.IGNORED, 0))
        .containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
  }

  @Test
  void renormalised_top_k_is_scaled_to_sum_to_1() {
    assertThat(row(TOP_2, MissingMass.RENORMALISED, 0))
        .containsExactly(new float[] {0.25f, 0, 0.75f, 0}, CLOSE);
  }

  @Test
  void spread_top_k_gives_what_is_missing_evenly_to_the_others() {
    assertThat(row(TOP_2, MissingMass.SPREAD, 0))
        .containsExactly(new float[] {0.2f, 0.1f, 0.6f, 0.1f}, CLOSE);
  }

  @Test
  void ignored_top_k_stands_as_it_is_and_does_not_sum_to_1() {
    assertThat(row(TOP_2, MissingMass.IGNORED, 0)).containsExactly(0.2f, 0, 0.6f, 0);
  }

  @Test
  void top_k_of_every_class_has_nothing_to_spread() {
    Answer all = new Answer.TopK(2, new int[] {1, 0}, new float[] {0.75f, 0.25f});
    assertThat(row(all, MissingMass.SPREAD, 0)).containsExactly(0.25f, 0.75f);
  }

  @Test
  void label_is_certain() {
    assertThat(row(new Answer.Label(3, 1), MissingMass.RENORMALISED, 0)).containsExactly(0, 1, 0);
  }

  @Test
  void smoothed_label_leaves_a_share_to_all_classes() {
    assertThat(row(new Answer.Label(4, 1), MissingMass.RENORMALISED, 0.1))
        .containsExactly(new float[] {0.025f, 0.925f, 0.025f, 0.025f}, CLOSE);
  }

  @Test
  void row_is_written_where_it_belongs_and_nowhere_else() {
    float[] rows = new float[9];
    List<Answer> answers = List.of(new Answer.Label(3, 0), new Answer.Label(3, 2));
    new AnswerTargets(answers, MissingMass.SPREAD, 0).write(1, rows, 3);
    assertThat(rows).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 0);
  }

  @Property
  void rows_are_distributions_wherever_the_missing_mass_is_made_up_for(
      @ForAll("distributions") Answer.Vector vector,
      @ForAll("granularities") Granularity granularity,
      @ForAll("completing") MissingMass missing) {
    float[] row = row(granularity.release(vector), missing, 0.1);
    double sum = 0;
    for (float value : row) {
      assertThat(value).isBetween(0f, 1.0001f);
      sum += value;
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Provide
  Arbitrary<Answer.Vector> distributions() {
    return Arbitraries.floats()
        .between(0.01f, 1)
        .array(float[].class)
        .ofMinSize(1)
        .ofMaxSize(50)
        .map(AnswerTargetsTest::normalised);
  }

  @Provide
  Arbitrary<Granularity> granularities() {
    return Arbitraries.of("full", "top-1", "top-3", "round-1", "round-2", "label")
        .map(Granularity::parse);
  }

  @Provide
  Arbitrary<MissingMass> completing() {
    return Arbitraries.of(MissingMass.RENORMALISED, MissingMass.SPREAD);
  }

  private static Answer.Vector normalised(float... weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    float[] probabilities = new float[weights.length];
    for (int k = 0; k < weights.length; k++) {
      probabilities[k] = (float) (weights[k] / sum);
    }
    return new Answer.Vector(probabilities);
  }

  private static float[] row(Answer answer, MissingMass missing, double smoothing) {
    float[] row = new float[answer.classes()];
    new AnswerTargets(List.of(answer), missing, smoothing).write(0, row, 0);
    return row;
  }
}
