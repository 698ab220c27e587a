package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import java.util.List;

/**
 * A guarded model as a prediction API, without its guard: for its owner, whose answers are the same
 * bits as those that the guard gets.
 *
 * @param model not closed with this
 */
public record ModelApi(GuardedModel model) implements PredictionApi {

  @Override
  public List<String> classNames() {
    return model.classNames();
  }

  @Override
  public String identity() {
    return model.identity();
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    return model.see(images).answers();
  }
}
