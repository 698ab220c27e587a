package io.boogeyman.defend.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network computed of a batch of queries.
 *
 * @param logits a row a query, a column a class
 * @param stages a row a query; what each stage saw, the last one the features that the head sees
 */
public record Observation(Matrix logits, List<Matrix> stages) {

  /**
   * @throws IllegalArgumentException if there is no stage, or the rows differ in number
   */
  public Observation {
    stages = List.copyOf(stages);
    if (stages.isEmpty() || stages.stream().anyMatch(s -> s.rows() != logits.rows())) {
      throw new IllegalArgumentException("an observation needs a row a query at every stage");
    }
  }

  /** How many queries. */
  public int size() {
    return logits.rows();
  }

  /** What the head sees. */
  public Matrix features() {
    return stages.get(stages.size() - 1);
  }

  /**
   * What the last stages saw, one beside the other.
   *
   * @param count of them, at least 1
   * @throws IllegalArgumentException if there are not so many
   */
  public Matrix last(int count) {
    if (count < 1 || count > stages.size()) {
      throw new IllegalArgumentException(
          "%d stages are wanted of a network that has %d".formatted(count, stages.size()));
    }
    return Matrix.beside(stages.subList(stages.size() - count, stages.size()));
  }

  /** How many of the last stages have together at most so many values; at least 1. */
  public int stagesWithin(int most) {
    int count = 1;
    int width = features().width();
    while (count < stages.size()) {
      width += stages.get(stages.size() - 1 - count).width();
      if (width > most) {
        return count;
      }
      count++;
    }
    return count;
  }

  /** With what another network sees in the same queries as the last stage. */
  public Observation and(Matrix features) {
    List<Matrix> all = new ArrayList<>(stages);
    all.add(features);
    return new Observation(logits, all);
  }

  /** The class of the largest logit. */
  public int answer(int query) {
    int best = 0;
    for (int k = 1; k < logits.width(); k++) {
      best = logits.at(query, k) > logits.at(query, best) ? k : best;
    }
    return best;
  }

  /** Of these queries only, in this order. */
  public Observation of(int... queries) {
    return new Observation(
        logits.rows(queries), stages.stream().map(stage -> stage.rows(queries)).toList());
  }

  /** Of several batches, one after the other. */
  public static Observation joined(List<Observation> parts) {
    List<Matrix> stages = new ArrayList<>();
    for (int s = 0; s < parts.get(0).stages.size(); s++) {
      int stage = s;
      stages.add(Matrix.stacked(parts.stream().map(part -> part.stages.get(stage)).toList()));
    }
    return new Observation(
        Matrix.stacked(parts.stream().map(Observation::logits).toList()), stages);
  }

  /** All answers. */
  public int[] answers() {
    return IntStream.range(0, size()).map(this::answer).toArray();
  }
}
