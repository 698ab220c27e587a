package io.boogeyman.guard.protocol;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.util.List;

/**
 * Answers as one tensor, which is all that any protocol is given to write: so all release the same.
 *
 * <p>Where the policy lets no client see more than labels, there is one number an image, its class.
 * Else there is a score a class: a vector's own; a top-k's scores and 0 for what it does not name;
 * 1 for the class of a label and 0 for the others, where one client sees less than the policy would
 * allow. Lists of classes are made of the tensor, not of the answers: the largest scores, of equals
 * the smaller class number first.
 */
final class ReleasedTensor {
  private final ServedModel model;
  private final int count;
  private final float[] scores;
  private final int[] labels;

  private ReleasedTensor(ServedModel model, int count, float[] scores, int... labels) {
    this.model = model;
    this.count = count;
    this.scores = scores;
    this.labels = labels;
  }

  static ReleasedTensor of(List<Answer> answers, ServedModel model) {
    int count = answers.size();
    if (model.givesLabels()) {
      return new ReleasedTensor(
          model, count, new float[0], answers.stream().mapToInt(Answer::top).toArray());
    }
    float[] scores = new float[Math.multiplyExact(count, model.classes())];
    for (int i = 0; i < count; i++) {
      write(answers.get(i), scores, i * model.classes());
    }
    return new ReleasedTensor(model, count, scores);
  }

  private static void write(Answer answer, float[] scores, int from) {
    if (answer instanceof Answer.Vector vector) {
      for (int k = 0; k < vector.classes(); k++) {
        scores[from + k] = vector.probability(k);
      }
    } else if (answer instanceof Answer.TopK top) {
      for (int rank = 0; rank < top.k(); rank++) {
        scores[from + top.id(rank)] = top.probability(rank);
      }
    } else {
      scores[from + answer.top()] = 1;
    }
  }

  int count() {
    return count;
  }

  ServedModel model() {
    return model;
  }

  boolean isLabels() {
    return model.givesLabels();
  }

  /** Image by image, a score a class; none where there are labels. */
  float[] scores() {
    return scores;
  }

  float score(int image, int k) {
    return scores[image * model.classes() + k];
  }

  /** A class an image; none where there are scores. */
  int[] labels() {
    return labels;
  }

  /** The classes of an image with the largest scores, up to as many as the policy names. */
  Answer.TopK largest(int image, int most) {
    int named = Math.min(most, model.mostNamed());
    if (isLabels()) {
      return new Answer.TopK(model.classes(), new int[] {labels[image]}, new float[] {1});
    }
    float[] own = new float[model.classes()];
    System.arraycopy(scores, image * own.length, own, 0, own.length);
    return (Answer.TopK) new Granularity.TopK(named).release(new Answer.Vector(own));
  }

  /**
   * Triton's classification extension: {@code score:number:name}, the largest scores first, as many
   * for each image; the score of a label is 1.
   */
  String[] classification(int most) {
    int each = Math.min(most, model.mostNamed());
    String[] entries = new String[count * each];
    for (int i = 0; i < count; i++) {
      Answer.TopK largest = largest(i, each);
      for (int rank = 0; rank < each; rank++) {
        int k = largest.id(rank);
        entries[i * each + rank] =
            largest.probability(rank) + ":" + k + ":" + model.classNames().get(k);
      }
    }
    return entries;
  }
}
