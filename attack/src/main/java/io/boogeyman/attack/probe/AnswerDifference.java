package io.boogeyman.attack.probe;

import io.boogeyman.core.prediction.Answer;
import java.util.List;
import java.util.stream.IntStream;

/** How far apart what was answered about one image is. */
final class AnswerDifference {
  /** Of answers that name other classes, or of which one is missing. */
  private static final double OTHER = 1;

  private AnswerDifference() {}

  /** The largest difference of a probability, from 0 to 1. */
  static double of(Answer first, Answer second) {
    if (first.equals(second)) {
      return 0;
    }
    if (first instanceof Answer.Vector one && second instanceof Answer.Vector other) {
      return one.classes() == other.classes() ? largest(one.toArray(), other.toArray()) : OTHER;
    }
    if (first instanceof Answer.TopK one && second instanceof Answer.TopK other) {
      boolean same =
          one.k() == other.k()
              && IntStream.range(0, one.k()).allMatch(rank -> one.id(rank) == other.id(rank));
      return same ? largest(probabilities(one), probabilities(other)) : OTHER;
    }
    return OTHER;
  }

  /** The largest of any pair. */
  static double of(List<Answer> first, List<Answer> second) {
    if (first.size() != second.size()) {
      return OTHER;
    }
    return IntStream.range(0, first.size())
        .mapToDouble(i -> of(first.get(i), second.get(i)))
        .max()
        .orElse(0);
  }

  private static float[] probabilities(Answer.TopK answer) {
    float[] probabilities = new float[answer.k()];
    for (int rank = 0; rank < probabilities.length; rank++) {
      probabilities[rank] = answer.probability(rank);
    }
    return probabilities;
  }

  private static double largest(float[] first, float[] second) {
    return IntStream.range(0, first.length)
        .mapToDouble(k -> Math.abs((double) first[k] - second[k]))
        .max()
        .orElse(0);
  }
}
