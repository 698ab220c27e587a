package io.boogeyman.attack.surrogate;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.nn.training.Targets;
import java.util.Arrays;
import java.util.List;

/**
 * A victim's answers as targets. Full vectors stand as they are, rounded ones are scaled to sum to
 * 1 (the literature leaves them as rounding left them), a label is certain but for a little
 * smoothing, and a top-k is completed as {@link MissingMass} says.
 *
 * @param answers at least one, all of the same classes
 * @param missing what becomes of the probability that a top-k does not list
 * @param smoothing share of a label's certainty that is spread over all classes
 */
public record AnswerTargets(List<Answer> answers, MissingMass missing, double smoothing)
    implements Targets {

  @Override
  public int classes() {
    return answers.get(0).classes();
  }

  @Override
  public int size() {
    return answers.size();
  }

  @Override
  public int top(int index) {
    return answers.get(index).top();
  }

  @Override
  public void write(int index, float[] row, int offset) {
    Answer answer = answers.get(index);
    if (answer instanceof Answer.Vector vector) {
      write(vector, row, offset);
    } else if (answer instanceof Answer.TopK top) {
      write(top, row, offset);
    } else {
      Arrays.fill(row, offset, offset + classes(), (float) (smoothing / classes()));
      row[offset + answer.top()] += (float) (1 - smoothing);
    }
  }

  /** All rows, one after the other. */
  public float[] rows() {
    float[] rows = new float[size() * classes()];
    for (int i = 0; i < size(); i++) {
      write(i, rows, i * classes());
    }
    return rows;
  }

  private static void write(Answer.Vector vector, float[] row, int offset) {
    float sum = 0;
    for (int k = 0; k < vector.classes(); k++) {
      row[offset + k] = vector.probability(k);
      sum += vector.probability(k);
    }
    if (sum == 0) {
      // Every probability was rounded to 0: the answer tells nothing.
      Arrays.fill(row, offset, offset + vector.classes(), 1f / vector.classes());
    } else {
      scale(row, offset, vector.classes(), 1 / sum);
    }
  }

  private void write(Answer.TopK top, float[] row, int offset) {
    float listed = 0;
    for (int rank = 0; rank < top.k(); rank++) {
      listed += top.probability(rank);
    }
    int others = top.classes() - top.k();
    float left = Math.max(0, 1 - listed);
    if (missing == MissingMass.SPREAD && others > 0) {
      Arrays.fill(row, offset, offset + top.classes(), left / others);
    }
    for (int rank = 0; rank < top.k(); rank++) {
      row[offset + top.id(rank)] = top.probability(rank);
    }
    if (missing == MissingMass.RENORMALISED && listed > 0) {
      scale(row, offset, top.classes(), 1 / listed);
    }
  }

  private static void scale(float[] row, int offset, int count, float factor) {
    for (int k = offset; k < offset + count; k++) {
      row[k] *= factor;
    }
  }
}
