package io.boogeyman.core.prediction;

import io.boogeyman.core.text.OneLine;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the victim's vector an answer holds.
 *
 * <p>Definitions follow the literature (Orekondy et al. 2019, §6.1): a top-k answer keeps the k
 * largest probabilities as they are, without renormalisation; a rounded one rounds each probability
 * to D decimals, half to even, without renormalisation; a label is the first of the largest. Ties
 * go to the smaller class number.
 */
public sealed interface Granularity {

  /** The whole probability vector. */
  record Full() implements Granularity {
    @Override
    public Answer release(Answer answer) {
      return requireVector(answer, this);
    }

    @Override
    public String toString() {
      return "full";
    }
  }

  /**
   * The k largest probabilities.
   *
   * @param k at least 1
   */
  record TopK(int k) implements Granularity {

    /**
     * @throws IllegalArgumentException if {@code k} is not positive
     */
    public TopK {
      if (k < 1) {
        throw new IllegalArgumentException("top-" + k + ": k must be at least 1");
      }
    }

    @Override
    public Answer release(Answer answer) {
      if (answer instanceof Answer.TopK top && top.k() >= Math.min(k, top.classes())) {
        return first(top, k);
      }
      Answer.Vector vector = requireVector(answer, this);
      int count = Math.min(k, vector.classes());
      int[] ids = largest(vector, count);
      float[] probabilities = new float[count];
      for (int i = 0; i < count; i++) {
        probabilities[i] = vector.probability(ids[i]);
      }
      return new Answer.TopK(vector.classes(), ids, probabilities);
    }

    private static Answer.TopK first(Answer.TopK top, int k) {
      int count = Math.min(k, top.k());
      int[] ids = new int[count];
      float[] probabilities = new float[count];
      for (int rank = 0; rank < count; rank++) {
        ids[rank] = top.id(rank);
        probabilities[rank] = top.probability(rank);
      }
      return new Answer.TopK(top.classes(), ids, probabilities);
    }

    /** Selects the {@code count} largest, in O(classes × count): k is small where it is used. */
    private static int[] largest(Answer.Vector vector, int count) {
      int[] ids = new int[count];
      int filled = 0;
      for (int k = 0; k < vector.classes(); k++) {
        float p = vector.probability(k);
        if (filled == count && p <= vector.probability(ids[count - 1])) {
          continue;
        }
        int place = filled < count ? filled++ : count - 1;
        while (place > 0 && p > vector.probability(ids[place - 1])) {
          ids[place] = ids[place - 1];
          place--;
        }
        ids[place] = k;
      }
      return ids;
    }

    @Override
    public String toString() {
      return "top-" + k;
    }
  }

  /**
   * Every probability rounded to some decimals.
   *
   * @param decimals 1 to 7
   */
  record Rounded(int decimals) implements Granularity {

    /**
     * @throws IllegalArgumentException if {@code decimals} is not in 1 to 7
     */
    public Rounded {
      if (decimals < 1 || decimals > 7) {
        throw new IllegalArgumentException(
            "round-" + decimals + ": decimals must be 1 to 7, all that a float32 tells");
      }
    }

    @Override
    public Answer release(Answer answer) {
      float[] probabilities = requireVector(answer, this).toArray();
      double scale = Math.pow(10, decimals);
      for (int k = 0; k < probabilities.length; k++) {
        probabilities[k] = (float) (Math.rint(probabilities[k] * scale) / scale);
      }
      return new Answer.Vector(probabilities);
    }

    @Override
    public String toString() {
      return "round-" + decimals;
    }
  }

  /**
   * Whatever the API answers, as it is: where a policy releases one client coarser answers than
   * another, or less with every step of suspicion.
   */
  record Released() implements Granularity {
    @Override
    public Answer release(Answer answer) {
      return answer;
    }

    @Override
    public String toString() {
      return "released";
    }
  }

  /** The class only. */
  record Label() implements Granularity {
    @Override
    public Answer release(Answer answer) {
      return new Answer.Label(answer.classes(), answer.top());
    }

    @Override
    public String toString() {
      return "label";
    }
  }

  /**
   * Makes an answer as coarse as this.
   *
   * @throws IllegalArgumentException if the answer holds less than this granularity tells
   */
  Answer release(Answer answer);

  /**
   * Whether answers of this granularity tell strictly less than those of another. Top-k and
   * rounding cannot be compared: neither is coarser than the other.
   */
  default boolean isCoarserThan(Granularity other) {
    if (equals(other)) {
      return false;
    }
    if (this instanceof Label || other instanceof Full) {
      return true;
    }
    if (this instanceof TopK top && other instanceof TopK wider) {
      return top.k() < wider.k();
    }
    return this instanceof Rounded rounded
        && other instanceof Rounded finer
        && rounded.decimals() < finer.decimals();
  }

  /**
   * Reads {@code full}, {@code top-5}, {@code round-2}, {@code label} or {@code released}: a
   * granularity's own text.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Granularity parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    Matcher numbered = Pattern.compile("(top|round)-(\\d{1,6})").matcher(word);
    if (numbered.matches()) {
      int number = Integer.parseInt(numbered.group(2));
      return numbered.group(1).equals("top") ? new TopK(number) : new Rounded(number);
    }
    return switch (word) {
      case "full" -> new Full();
      case "label" -> new Label();
      case "released" -> new Released();
      default ->
          throw new IllegalArgumentException(
              OneLine.of(
                  "'"
                      + text
                      + "' is no granularity; say full, top-K (top-5), round-D (round-2) or"
                      + " label"));
    };
  }

  private static Answer.Vector requireVector(Answer answer, Granularity wanted) {
    if (answer instanceof Answer.Vector vector) {
      return vector;
    }
    throw new IllegalArgumentException(
        "the API gives "
            + (answer instanceof Answer.Label ? "labels" : "top-k answers")
            + ", which hold less than "
            + wanted);
  }
}
