package io.boogeyman.defend.extraction;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The images by which an owner measures what others know of the model: best those that it was not
 * trained with, as it answers its own training images too well.
 */
public final class OwnerImages {
  private static final int FEWEST = 20;

  private final Matrix embeddings;
  private final int[] answers;
  private final int classes;

  /**
   * @param embeddings a row an image
   * @param answers the class that the victim gives each, counted from 0
   * @param classes that the victim knows
   * @throws IllegalArgumentException if there are fewer than 20 images or than two for each class
   *     answered, only one class is answered, or a number is out of range or not finite
   */
  public OwnerImages(Matrix embeddings, int[] answers, int classes) {
    this.embeddings = embeddings;
    this.answers = answers.clone();
    this.classes = classes;
    if (answers.length != embeddings.rows()) {
      throw new IllegalArgumentException(
          "%d answers to %d images".formatted(answers.length, embeddings.rows()));
    }
    for (int i = 0; i < answers.length; i++) {
      requireFitting(new AnsweredQuery(embeddings.row(i), answers[i]));
    }
    requireEnough((int) Arrays.stream(answers).distinct().count());
  }

  /**
   * What the victim computed of them: the features that its head sees, and its answers.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public static OwnerImages of(Observation own) {
    return new OwnerImages(own.features(), own.answers(), own.logits().width());
  }

  private void requireEnough(int answered) {
    int fewest = Math.max(FEWEST, 2 * answered);
    if (answers.length < fewest) {
      throw new IllegalArgumentException(
          "an extraction warning with %d classes needs at least %d images of the owner, not %d"
              .formatted(answered, fewest, answers.length));
    }
    if (answered < 2) {
      throw new IllegalArgumentException(
          "all of the owner's images are answered with one class: there is nothing to learn");
    }
  }

  /** Refuses what cannot have been answered by the victim of these images. */
  void requireFitting(AnsweredQuery query) {
    if (query.embedding().length != width()) {
      throw new IllegalArgumentException(
          "an embedding of %d values, not of %d".formatted(query.embedding().length, width()));
    }
    if (query.answer() >= classes) {
      throw new IllegalArgumentException(
          "class %d of a victim with %d classes".formatted(query.answer(), classes));
    }
  }

  /** How many images. */
  public int size() {
    return answers.length;
  }

  /** Values an embedding. */
  public int width() {
    return embeddings.width();
  }

  /** Classes that the victim knows. */
  public int classes() {
    return classes;
  }

  /** A copy of all embeddings, one after the other. */
  float[] embeddings() {
    return embeddings.toArray();
  }

  /** A copy of all answers. */
  int[] answers() {
    return answers.clone();
  }

  /** An image, as if a client had asked it. */
  AnsweredQuery asked(int image) {
    return new AnsweredQuery(embeddings.row(image), answers[image]);
  }

  /** These images, or a sample if they are more, with an image of every class that there is. */
  OwnerImages sample(int most, Seed seed) {
    if (size() <= most) {
      return this;
    }
    int[] order = seed.derive("sample").permutation(size());
    Set<Integer> chosen = new HashSet<>();
    Set<Integer> seen = new HashSet<>();
    Arrays.stream(order).filter(image -> seen.add(answers[image])).forEach(chosen::add);
    Arrays.stream(order).takeWhile(image -> chosen.size() < most).forEach(chosen::add);
    int[] picked = Arrays.stream(order).filter(chosen::contains).toArray();
    return new OwnerImages(
        embeddings.rows(picked), Arrays.stream(picked).map(i -> answers[i]).toArray(), classes);
  }

  /** Tells states apart that mean something else: of other images, or of another choice. */
  long fingerprint(String detector, long... choices) {
    Digest digest = Digest.start().add(detector).add(embeddings.toArray()).add(answers);
    digest.add(classes);
    for (long choice : choices) {
      digest.add(choice);
    }
    return ByteBuffer.wrap(digest.bytes()).getLong();
  }
}
