package io.boogeyman.cli.watermark;

import io.boogeyman.core.prediction.Answer;
import java.util.HashSet;
import java.util.List;

/** Which of a suspect's classes is which of the protected model's. */
public enum ClassMatch {
  /** Both call all classes the same, in whatever order. */
  BY_NAME,
  /** They do not; so what has one number is taken for one class. */
  BY_NUMBER;

  /** How two models' classes match; they must be as many. */
  static ClassMatch of(List<String> model, List<String> suspect) {
    boolean distinct = new HashSet<>(model).size() == model.size();
    return distinct && new HashSet<>(model).equals(new HashSet<>(suspect)) ? BY_NAME : BY_NUMBER;
  }

  /** The class of a suspect's answer, as the model numbers it. */
  Answer translated(Answer answer, List<String> model, List<String> suspect) {
    int top = answer.top();
    return new Answer.Label(model.size(), this == BY_NAME ? model.indexOf(suspect.get(top)) : top);
  }
}
