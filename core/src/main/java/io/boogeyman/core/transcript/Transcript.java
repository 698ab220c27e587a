package io.boogeyman.core.transcript;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Answer;
import java.util.List;

/**
 * Queries and their answers, in the order in which they were asked: the transfer set on which a
 * surrogate is trained.
 *
 * @param queries the images that were asked, unlabelled, in order
 * @param answers one answer a query
 */
public record Transcript(ImageSet queries, List<Answer> answers) {

  /**
   * @throws IllegalArgumentException if there are not as many answers as queries
   */
  public Transcript {
    if (queries.size() != answers.size()) {
      throw new IllegalArgumentException(
          queries.size() + " queries have " + answers.size() + " answers");
    }
    queries = queries.unlabelled();
    answers = List.copyOf(answers);
  }

  /** How many queries were asked. */
  public int size() {
    return answers.size();
  }

  /**
   * The first {@code budget} queries: budgets are nested, the 5,000 contain the 1,000.
   *
   * @throws IllegalArgumentException if fewer were asked
   */
  public Transcript first(int budget) {
    if (budget > size()) {
      throw new IllegalArgumentException("only " + size() + " queries were asked, not " + budget);
    }
    int[] indices = new int[budget];
    java.util.Arrays.setAll(indices, i -> i);
    return new Transcript(queries.subset("first " + budget, indices), answers.subList(0, budget));
  }

  /** How many answers name each class as the most probable. */
  public int[] namedClasses() {
    int[] counts = new int[answers.isEmpty() ? 0 : answers.get(0).classes()];
    for (Answer answer : answers) {
      counts[answer.top()]++;
    }
    return counts;
  }

  /** A digest of the queries and the answers. */
  public String digest() {
    Digest digest = Digest.start().add(queries.digest());
    for (Answer answer : answers) {
      digest.add(answer.toString());
    }
    return digest.hex();
  }
}
