package io.boogeyman.attack.probe;

import io.boogeyman.core.prediction.Answer;
import java.util.List;
import java.util.stream.IntStream;

/** How far apart what was answered about one image is. */
final class AnswerDifference {
  /** Of labels that name other classes, answers of other kinds, or of which one is missing. */
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
      return Math.max(beyond(one, other), beyond(other, one));
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

  /** Of a class that the other does not name it is known that it is no more than what it names. */
  private static double beyond(Answer.TopK answer, Answer.TopK other) {
    double difference = 0;
    for (int rank = 0; rank < answer.k(); rank++) {
      int id = answer.id(rank);
      double probability = answer.probability(rank);
      double told =
          IntStream.range(0, other.k())
              .filter(place -> other.id(place) == id)
              .mapToDouble(other::probability)
              .findFirst()
              .orElse(Math.min(probability, other.probability(other.k() - 1)));
      difference = Math.max(difference, Math.abs(probability - told));
    }
    return difference;
  }

  private static double largest(float[] first, float[] second) {
    return IntStream.range(0, first.length)
        .mapToDouble(k -> Math.abs((double) first[k] - second[k]))
        .max()
        .orElse(0);
  }
}
