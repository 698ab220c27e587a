package io.boogeyman.core.transcript;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Queries and their answers, in the order in which they were asked: the transfer set on which a
 * surrogate is trained. Immutable.
 */
public final class Transcript {
  private final ImageSet pool;
  private final int[] positions;
  private final List<Answer> answers;

  /**
   * @param pool the thief's images; their labels, if any, are withheld
   * @param positions which of them were asked, in order
   * @param answers one answer a query
   * @throws IllegalArgumentException if there are not as many answers as queries
   */
  public Transcript(ImageSet pool, int[] positions, List<Answer> answers) {
    if (positions.length != answers.size()) {
      throw new IllegalArgumentException(
          positions.length + " queries have " + answers.size() + " answers");
    }
    this.pool = pool.unlabelled();
    this.positions = positions.clone();
    this.answers = List.copyOf(answers);
  }

  /** Nothing asked yet. */
  public static Transcript empty(ImageSet pool) {
    return new Transcript(pool, new int[0], List.of());
  }

  /** How many queries were asked. */
  public int size() {
    return positions.length;
  }

  /** What could be asked, unlabelled. */
  public ImageSet pool() {
    return pool;
  }

  /** Positions in the pool of what was asked, in order, copied. */
  public int[] positions() {
    return positions.clone();
  }

  /** The answers, in order. */
  public List<Answer> answers() {
    return answers;
  }

  /** The images that were asked, in order, unlabelled. */
  public ImageSet queries() {
    return pool.subset(positions.length + " queries", positions);
  }

  /** This transcript with more queries asked after it. */
  public Transcript plus(int[] morePositions, List<Answer> moreAnswers) {
    int[] all = Arrays.copyOf(positions, positions.length + morePositions.length);
    System.arraycopy(morePositions, 0, all, positions.length, morePositions.length);
    List<Answer> allAnswers = new ArrayList<>(answers);
    allAnswers.addAll(moreAnswers);
    return new Transcript(pool, all, allAnswers);
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
    return new Transcript(pool, Arrays.copyOf(positions, budget), answers.subList(0, budget));
  }

  /** The queries at these places of the transcript, counted from 0, in this order. */
  public Transcript select(int... places) {
    int[] selected = Arrays.stream(places).map(i -> positions[i]).toArray();
    return new Transcript(pool, selected, Arrays.stream(places).mapToObj(answers::get).toList());
  }

  /**
   * The same queries with other answers.
   *
   * @throws IllegalArgumentException if there are not as many
   */
  public Transcript answering(List<? extends Answer> others) {
    return new Transcript(pool, positions, List.copyOf(others));
  }

  /** The same queries, answered at a coarser granularity. */
  public Transcript releasing(Granularity granularity) {
    return new Transcript(pool, positions, answers.stream().map(granularity::release).toList());
  }

  /** How many answers name each class as the most probable; empty where nothing was asked. */
  public int[] namedClasses() {
    int[] counts = new int[answers.isEmpty() ? 0 : answers.get(0).classes()];
    for (Answer answer : answers) {
      counts[answer.top()]++;
    }
    return counts;
  }

  /** A digest of the queries and the answers. */
  public String digest() {
    Digest digest = Digest.start().add(pool.digest()).add(positions);
    for (Answer answer : answers) {
      answer.addTo(digest);
    }
    return digest.hex();
  }
}
