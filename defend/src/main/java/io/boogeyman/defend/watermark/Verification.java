package io.boogeyman.defend.watermark;

import io.boogeyman.core.prediction.Answer;
import java.util.List;

/**
 * Whether a model learnt from marked answers: how many of a client's triggers it answers as he was
 * answered, and how often a model that never saw those answers would agree with as many.
 *
 * <p>An exact binomial test. Marks are drawn from all classes alike and independently of the image,
 * so that a model without them agrees with each by chance 1/K, whatever else it has learnt. It
 * speaks of one client's triggers and one suspect, chosen beforehand: who tries m of them
 * multiplies the chance by m.
 *
 * @param triggers how many were asked
 * @param agreeing how many were answered with their mark
 * @param chance of one agreement without knowledge of the marks: 1/K
 */
public record Verification(int triggers, int agreeing, double chance) {
  /**
   * @throws IllegalArgumentException if there are more agreements than triggers, or the chance is
   *     not over 0 and under 1
   */
  public Verification {
    if (agreeing < 0 || agreeing > triggers) {
      throw new IllegalArgumentException(agreeing + " of " + triggers + " triggers agree");
    }
    if (!(chance > 0 && chance < 1)) {
      throw new IllegalArgumentException(
          "the chance of an agreement must be over 0 and under 1, not " + chance);
    }
  }

  /**
   * What a suspect's answers say.
   *
   * @param suspect its answers to {@link TriggerSet#images}, in order, with the victim's classes
   * @throws IllegalArgumentException if there is not one answer a trigger, or one is of another
   *     number of classes
   */
  public static Verification of(TriggerSet triggers, List<Answer> suspect) {
    int[] marks = triggers.marks();
    int classes = triggers.model().classes();
    if (suspect.size() != marks.length) {
      throw new IllegalArgumentException(
          suspect.size() + " answers to " + marks.length + " triggers");
    }
    if (suspect.stream().anyMatch(answer -> answer.classes() != classes)) {
      throw new IllegalArgumentException(
          "the suspect answers with another number of classes than " + classes);
    }
    int agreeing = 0;
    for (int i = 0; i < marks.length; i++) {
      agreeing += suspect.get(i).top() == marks[i] ? 1 : 0;
    }
    return new Verification(marks.length, agreeing, 1.0 / classes);
  }

  /** The chance that a model without the marks agrees with as many; 0 where it is below 10⁻³⁰⁸. */
  public double pValue() {
    return Math.pow(2, log2PValue());
  }

  /** The same as a power of 2, of any size. */
  public double log2PValue() {
    return BinomialTail.log2(triggers, agreeing, chance);
  }

  /**
   * The same for one of several tests, whichever of them it is, by Bonferroni's inequality.
   *
   * @param tests suspects times clients, at least 1
   */
  public double log2PValue(int tests) {
    return Math.min(0, log2PValue() + Math.log(tests) / Math.log(2));
  }

  /** Whether that chance is under a level. */
  public boolean isProof(ProofLevel level, int tests) {
    return log2PValue(tests) < level.log2();
  }
}
