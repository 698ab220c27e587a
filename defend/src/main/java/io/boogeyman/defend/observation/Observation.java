package io.boogeyman.defend.observation;

import java.util.ArrayList;
import java.util.Comparator;
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
   * What some stages saw, one beside the other.
   *
   * @param which by place, at least one
   * @throws IllegalArgumentException if there is no such stage
   */
  public Matrix beside(int... which) {
    for (int stage : which) {
      if (stage < 0 || stage >= stages.size()) {
        throw new IllegalArgumentException(
            "stage %d is wanted of %d".formatted(stage + 1, stages.size()));
      }
    }
    return Matrix.beside(IntStream.of(which).mapToObj(stages::get).toList());
  }

  /**
   * The narrowest stages that have together at most so many values, the earlier of equals; one at
   * least.
   *
   * @return their places in order
   */
  public int[] narrowest(int most) {
    int[] byWidth =
        IntStream.range(0, stages.size())
            .boxed()
            .sorted(Comparator.comparingInt(stage -> stages.get(stage).width()))
            .mapToInt(Integer::intValue)
            .toArray();
    int count = 1;
    int width = stages.get(byWidth[0]).width();
    while (count < byWidth.length && width + stages.get(byWidth[count]).width() <= most) {
      width += stages.get(byWidth[count]).width();
      count++;
    }
    return IntStream.of(byWidth).limit(count).sorted().toArray();
  }

  /** With what another network sees in the same queries as further stages. */
  public Observation withStagesOf(Observation other) {
    List<Matrix> all = new ArrayList<>(stages);
    all.addAll(other.stages);
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
