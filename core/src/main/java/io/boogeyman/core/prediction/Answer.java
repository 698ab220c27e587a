package io.boogeyman.core.prediction;

import io.boogeyman.core.digest.Digest;
import java.util.Arrays;

/**
 * What an API released for one image. Immutable.
 *
 * <p>An answer lists some classes with a probability each, largest first where it is a top-k; what
 * it does not list, it does not tell. A full vector lists every class in order; a label lists one
 * class and no probability.
 */
public sealed interface Answer {

  /** The most probable class, the first of equals. */
  int top();

  /** How many classes the victim has. */
  int classes();

  /** Adds all that the answer tells to a digest. */
  void addTo(Digest digest);

  /**
   * A probability for every class.
   *
   * <p>Rounded vectors are of this kind; their sum need not be 1.
   */
  final class Vector implements Answer {
    private final float[] probabilities;

    /**
     * @param probabilities one a class, finite and in [0, 1]; not copied
     * @throws IllegalArgumentException if there is none, or one is no probability
     */
    public Vector(float... probabilities) {
      if (probabilities.length == 0) {
        throw new IllegalArgumentException("an answer needs at least one class");
      }
      for (int k = 0; k < probabilities.length; k++) {
        Answer.checkProbability(k, probabilities[k]);
      }
      this.probabilities = probabilities;
    }

    /** The probability of class {@code k}. */
    public float probability(int k) {
      return probabilities[k];
    }

    /** All probabilities, copied. */
    public float[] toArray() {
      return probabilities.clone();
    }

    @Override
    public int top() {
      int top = 0;
      for (int k = 1; k < probabilities.length; k++) {
        if (probabilities[k] > probabilities[top]) {
          top = k;
        }
      }
      return top;
    }

    @Override
    public int classes() {
      return probabilities.length;
    }

    @Override
    public void addTo(Digest digest) {
      digest.add("vector").add(probabilities);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Vector that && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
      return Arrays.toString(probabilities);
    }
  }

  /** The k most probable classes with their probabilities, largest first, not renormalised. */
  final class TopK implements Answer {
    private final int classes;
    private final int[] ids;
    private final float[] probabilities;

    /**
     * @param classes how many classes the victim has
     * @param ids different classes, the most probable first; not copied
     * @param probabilities one for each of {@code ids}, descending; not copied
     * @throws IllegalArgumentException if the arrays differ in length, are empty, or hold what is
     *     no class or no probability
     */
    public TopK(int classes, int[] ids, float[] probabilities) {
      if (ids.length == 0 || ids.length != probabilities.length || ids.length > classes) {
        throw new IllegalArgumentException(
            ids.length + " classes and " + probabilities.length + " probabilities of " + classes);
      }
      for (int i = 0; i < ids.length; i++) {
        Answer.checkClass(ids[i], classes);
        Answer.checkProbability(ids[i], probabilities[i]);
        if (i > 0 && probabilities[i] > probabilities[i - 1]) {
          throw new IllegalArgumentException("top-k probabilities must not rise");
        }
      }
      if (Arrays.stream(ids).distinct().count() < ids.length) {
        throw new IllegalArgumentException("a top-k answer names a class twice");
      }
      this.classes = classes;
      this.ids = ids;
      this.probabilities = probabilities;
    }

    /** How many classes are named. */
    public int k() {
      return ids.length;
    }

    /** The class at {@code rank}, 0 being the most probable. */
    public int id(int rank) {
      return ids[rank];
    }

    /** The probability at {@code rank}. */
    public float probability(int rank) {
      return probabilities[rank];
    }

    @Override
    public int top() {
      return ids[0];
    }

    @Override
    public int classes() {
      return classes;
    }

    @Override
    public void addTo(Digest digest) {
      digest.add("top-k").add(classes).add(ids).add(probabilities);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TopK that
          && classes == that.classes
          && Arrays.equals(ids, that.ids)
          && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(ids) + Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
      return Arrays.toString(ids) + Arrays.toString(probabilities);
    }
  }

  /**
   * The most probable class and nothing else.
   *
   * @param classes how many classes the victim has
   * @param top the class
   */
  record Label(int classes, int top) implements Answer {

    /**
     * @throws IllegalArgumentException if {@code top} is no class
     */
    public Label {
      Answer.checkClass(top, classes);
    }

    @Override
    public void addTo(Digest digest) {
      digest.add("label").add(classes).add(top);
    }
  }

  private static void checkClass(int id, int classes) {
    if (id < 0 || id >= classes) {
      throw new IllegalArgumentException("class " + id + " of " + classes);
    }
  }

  private static void checkProbability(int k, float p) {
    // 1e-4: what float32 softmax over many classes may exceed 1 by.
    if (!(p >= 0 && p <= 1.0001f)) {
      throw new IllegalArgumentException(
          "class " + k + " has probability " + p + ", not in [0, 1]");
    }
  }
}
