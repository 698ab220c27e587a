package io.boogeyman.core.prediction;

import java.util.List;

/** The victim answered some images, the first of those that it was asked, and then could not. */
public final class PartlyAnsweredException extends PredictionException {
  private static final long serialVersionUID = 1L;

  private final transient List<Answer> answers;

  /**
   * @param answers to the first images, which may have been paid for
   * @param failure why there are no more
   */
  public PartlyAnsweredException(List<Answer> answers, PredictionException failure) {
    super(failure.getMessage(), failure);
    this.answers = List.copyOf(answers);
  }

  /** To the first images, in their order. */
  public List<Answer> answers() {
    return answers;
  }
}
