package io.boogeyman.attack.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.nn.training.Objective;
import io.boogeyman.nn.training.Refinement;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefinementsTest {
  private static final Answer VECTOR = new Answer.Vector(0.7f, 0.298f, 0.002f);
  private static final Refinements REFINEMENTS =
      new Refinements(
          refinement(new Objective.Tempered(4, 1e-9, 0)),
          refinement(new Objective.CrossEntropy()),
          refinement(new Objective.Balanced(1)));

  @Test
  void vector_that_leaves_nothing_out_is_whole() {
    assertThat(chosen("full")).isEqualTo(REFINEMENTS.whole());
  }

  @Test
  void vector_of_which_something_was_rounded_away_is_partial() {
    assertThat(chosen("round-2")).isEqualTo(REFINEMENTS.partial());
    assertThat(chosen("round-3")).isEqualTo(REFINEMENTS.whole());
  }

  @Test
  void top_of_a_vector_is_partial() {
    assertThat(chosen("top-2")).isEqualTo(REFINEMENTS.partial());
  }

  @Test
  void label_is_a_label() {
    assertThat(chosen("label")).isEqualTo(REFINEMENTS.labels());
  }

  private static Refinement chosen(String granularity) {
    return REFINEMENTS.of(List.of(Granularity.parse(granularity).release(VECTOR)));
  }

  private static Refinement refinement(Objective objective) {
    return new Refinement(objective, 0);
  }
}
