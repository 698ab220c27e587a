package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * A release that changes vectors one by one.
 *
 * @param name as in the policy
 * @param classes how many the victim has
 * @param keepsLabel whether the top class stays the first of the largest: where the perturbation
 *     has another lead, the two exchange their probabilities
 * @param perturbation closed with this
 */
record VectorRelease(String name, int classes, boolean keepsLabel, Perturbation perturbation)
    implements Release {

  @Override
  public List<Answer> release(Exchange exchange) {
    List<Answer> released = new ArrayList<>(exchange.size());
    for (int i = 0; i < exchange.size(); i++) {
      double[] y = Simplex.of(vector(name, classes, exchange.answers().get(i)));
      released.add(
          answer(
              y,
              perturbation.perturb(
                  y, new Perturbation.Query(exchange.images(), i, exchange.names().get(i)))));
    }
    return released;
  }

  @Override
  public void close() {
    perturbation.close();
  }

  private Answer answer(double[] y, double[] perturbed) {
    if (!keepsLabel) {
      return Simplex.answer(perturbed);
    }
    int top = Simplex.top(y);
    Simplex.lead(perturbed, top);
    return Simplex.answer(perturbed, top);
  }

  /**
   * The answer as the vector that a release needs.
   *
   * @throws IllegalArgumentException in one line, if it is none, or of another number of classes
   */
  static Answer.Vector vector(String release, int classes, Answer answer) {
    if (!(answer instanceof Answer.Vector vector)) {
      throw new IllegalArgumentException(
          ("%s changes probability vectors, and the model gives %s: leave it out, or have the model"
                  + " give vectors")
              .formatted(release, answer instanceof Answer.Label ? "labels" : "top-k answers"));
    }
    if (vector.classes() != classes) {
      throw new IllegalArgumentException(
          "%s was opened for %d classes, and the model answers with %d"
              .formatted(release, classes, vector.classes()));
    }
    return vector;
  }
}
