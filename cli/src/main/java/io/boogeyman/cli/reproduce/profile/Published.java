package io.boogeyman.cli.reproduce.profile;

import java.util.Map;
import java.util.Objects;

/**
 * A figure of the paper, or of work that it is about, shown beside what is measured.
 *
 * @param row what a row of the table has to say to be its counterpart, column by column: {@code
 *     {victim: gtsrb-resnet20, answers: full}}
 * @param says the figure and what it is of: {@code "GTSRB-RN34: 94.8 % (0.97)"}
 * @param confidence how sure it is that the paper says so
 */
public record Published(Map<String, String> row, String says, Published.Confidence confidence) {

  /** How sure; what is less sure than B is not shown at all. */
  public enum Confidence {
    /** Read where it is published. */
    READ,
    /** Recalled with high confidence, and arithmetically consistent. */
    A,
    /** Recalled, medium. */
    B
  }

  /**
   * @throws IllegalArgumentException if something is not said
   */
  public Published {
    if (row == null || says == null || confidence == null) {
      throw new IllegalArgumentException(
          "a published figure needs row, says and confidence (READ, A or B)");
    }
    row = Map.copyOf(Objects.requireNonNull(row));
  }

  /** For people, with how sure it is. */
  public String toWords() {
    return confidence == Confidence.READ
        ? says + " (published)"
        : says + " (published, unverified, " + confidence + ")";
  }
}
