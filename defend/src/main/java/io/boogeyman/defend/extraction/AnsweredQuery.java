package io.boogeyman.defend.extraction;

import io.boogeyman.defend.observation.Observation;
import java.util.List;
import java.util.stream.IntStream;

/** A query as the victim saw it, and what it answered. */
public final class AnsweredQuery {
  /** Leaves room for sums and squares of anything that a network computes. */
  private static final float MOST = 1e30f;

  private final float[] embedding;
  private final int answer;

  /**
   * @param embedding of the same kind and width as the owner's images have
   * @param answer the class that the victim gave it, counted from 0
   * @throws IllegalArgumentException if a value is no finite number or beyond 1e30, or the class is
   *     negative
   */
  public AnsweredQuery(float[] embedding, int answer) {
    for (float value : embedding) {
      if (!(Math.abs(value) <= MOST)) {
        throw new IllegalArgumentException(
            "an embedding needs finite numbers of at most 1e30, not " + value);
      }
    }
    if (answer < 0) {
      throw new IllegalArgumentException("an answered class is counted from 0, not " + answer);
    }
    this.embedding = embedding.clone();
    this.answer = answer;
  }

  /** Each query of a batch, in order: the features that the head sees, and the largest logit. */
  public static List<AnsweredQuery> of(Observation batch) {
    return IntStream.range(0, batch.size())
        .mapToObj(i -> new AnsweredQuery(batch.features().row(i), batch.answer(i)))
        .toList();
  }

  /** Where it lies; not to be changed, for it is no copy. */
  float[] embedding() {
    return embedding;
  }

  /** The class that the victim gave it. */
  public int answer() {
    return answer;
  }
}
