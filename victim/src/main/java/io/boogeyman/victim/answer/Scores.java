package io.boogeyman.victim.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Decimals;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PartlyAnsweredException;
import io.boogeyman.core.prediction.PredictionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Reads what a model gives for a batch, and refuses what can be no answer before it is recorded: a
 * wrong answer on record would be paid for and learnt from for ever.
 *
 * <p>A probability vector must be finite, in [0, 1], and sum to 1, as far as its own rounding lets
 * it: where every entry is a multiple of u = 10⁻ᴰ, D in 1 to 5, each entry may be off by u/2, those
 * rounded to 0 only downwards. Otherwise it may be off by 1 %, which is what half precision does
 * over 1,000 classes. One that sums to less, with zeros for the classes that are left out, is read
 * as a top-k answer, which is what APIs give that keep the shape of the tensor: if what is missing
 * finds room among the zeros, none of which can have been more than the least that is told.
 *
 * @param kind what the values are
 * @param temperature that logits are divided by
 * @param classes how many there are
 */
public record Scores(Kind kind, double temperature, int classes) {
  private static final double TOLERANCE = 0.01;

  /** What a model's values are. */
  public enum Kind {
    /** Any numbers; their softmax is the answer. */
    @JsonProperty("logits")
    LOGITS,
    /** Probabilities, one a class. */
    @JsonProperty("probabilities")
    PROBABILITIES,
    /** One number an image: the class. */
    @JsonProperty("labels")
    LABELS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Values that a model gives for an image. */
  public int width() {
    return kind == Kind.LABELS ? 1 : classes;
  }

  /** The most that the answers tell. */
  public Granularity finest() {
    return kind == Kind.LABELS ? new Granularity.Label() : new Granularity.Full();
  }

  /**
   * The answers.
   *
   * @param values row-major, {@code count × classes}, or {@code count} labels
   * @param source who gave them, for messages
   * @throws PredictionException in one line, if there are not as many values as there should be, or
   *     they can be no answers; a {@link PartlyAnsweredException} if those to some images can
   */
  public List<Answer> answers(float[] values, int count, String source) {
    int width = width();
    if (values.length != (long) count * width) {
      throw new PredictionException(
          "%s gave %,d values for %,d images of %,d classes; %,d are due"
              .formatted(source, values.length, count, classes, (long) count * width),
          null);
    }
    List<Answer> answers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      try {
        answers.add(answer(values, i * width, source));
      } catch (PredictionException e) {
        throw answers.isEmpty() ? e : new PartlyAnsweredException(answers, e);
      }
    }
    return answers;
  }

  private Answer answer(float[] values, int from, String source) {
    return switch (kind) {
      case LABELS -> label(values[from], source);
      case LOGITS -> new Answer.Vector(softmax(values, from, source));
      case PROBABILITIES -> probabilities(values, from, source);
    };
  }

  private Answer label(float value, String source) {
    if (value != Math.rint(value) || value < 0 || value >= classes) {
      throw refused(source, "class " + value + " of " + classes);
    }
    return new Answer.Label(classes, (int) value);
  }

  private float[] softmax(float[] values, int from, String source) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      if (!Float.isFinite(values[from + k])) {
        throw refused(source, "class " + k + " has logit " + values[from + k]);
      }
      largest = Math.max(largest, values[from + k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp((values[from + k] - largest) / temperature);
    }
    float[] probabilities = new float[classes];
    for (int k = 0; k < classes; k++) {
      probabilities[k] = (float) (Math.exp((values[from + k] - largest) / temperature) / sum);
    }
    return probabilities;
  }

  private Answer probabilities(float[] values, int from, String source) {
    float[] probabilities = new float[classes];
    double sum = 0;
    int positive = 0;
    for (int k = 0; k < classes; k++) {
      float p = values[from + k];
      if (!(p >= 0 && p <= 1 + TOLERANCE)) {
        throw refused(source, "class " + k + " has probability " + p + "; are these logits?");
      }
      probabilities[k] = Math.min(1, p);
      sum += p;
      positive += p > 0 ? 1 : 0;
    }
    double half = unit(probabilities) / 2;
    if (isTopK(probabilities, sum, positive)) {
      return topK(probabilities, positive);
    }
    if (positive == 0
        || sum - 1 > Math.max(TOLERANCE, positive * half)
        || 1 - sum > Math.max(TOLERANCE, classes * half)) {
      throw refused(
          source, String.format(Locale.ROOT, "the probabilities sum to %.4f, not to 1", sum));
    }
    return new Answer.Vector(probabilities);
  }

  private boolean isTopK(float[] probabilities, double sum, int positive) {
    double least = 1;
    for (float p : probabilities) {
      least = p > 0 ? Math.min(least, p) : least;
    }
    double missing = 1 - sum;
    return positive > 0
        && Decimals.of(probabilities).isEmpty()
        && missing > TOLERANCE
        && missing <= (classes - positive) * least;
  }

  private Answer topK(float[] probabilities, int k) {
    return new Granularity.TopK(k).release(new Answer.Vector(probabilities));
  }

  /** 10⁻ᴰ where all are rounded to D decimals; 0 where they are not. */
  private static double unit(float... probabilities) {
    OptionalInt decimals = Decimals.of(probabilities);
    return decimals.isPresent() ? Math.pow(10, -decimals.getAsInt()) : 0;
  }

  private static PredictionException refused(String source, String why) {
    return new PredictionException(source + " gave what cannot be an answer: " + why, null);
  }
}
