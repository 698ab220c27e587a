package io.boogeyman.attack.surrogate;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.nn.training.Refinement;
import java.util.List;

/**
 * What the training of a copy does beyond its recipe, for answers of each kind.
 *
 * @param whole for probability vectors that leave nothing out: their smallest probabilities tell
 *     something too
 * @param partial for vectors of which some is missing: top-k, or rounded to 0
 * @param labels for labels
 */
public record Refinements(Refinement whole, Refinement partial, Refinement labels) {

  /** Nothing beyond the recipe. */
  public static final Refinements NONE =
      new Refinements(Refinement.NONE, Refinement.NONE, Refinement.NONE);

  /**
   * What goes with these answers.
   *
   * @param answers at least one, all of one granularity
   */
  Refinement of(List<Answer> answers) {
    if (answers.get(0) instanceof Answer.Label) {
      return labels;
    }
    return answers.stream().allMatch(Refinements::isWhole) ? whole : partial;
  }

  private static boolean isWhole(Answer answer) {
    if (!(answer instanceof Answer.Vector vector)) {
      return false;
    }
    for (int k = 0; k < vector.classes(); k++) {
      if (vector.probability(k) == 0) {
        return false;
      }
    }
    return true;
  }
}
