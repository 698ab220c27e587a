package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.defend.observation.Observation;
import java.util.List;
import java.util.Optional;

/**
 * A model whose answers are on record: for an audit, which pays for an answer once. What detectors
 * look at is computed anew.
 *
 * @param model what is looked into; not closed with this
 * @param recorded the same model's answers
 */
public record RecordedModel(GuardedModel model, PredictionApi recorded) implements GuardedModel {

  @Override
  public List<String> classNames() {
    return model.classNames();
  }

  @Override
  public ImageShape shape() {
    return model.shape();
  }

  @Override
  public String identity() {
    return model.identity();
  }

  @Override
  public Optional<Observation> observe(ImageBatch images) {
    return model.observe(images);
  }

  @Override
  public Seen see(ImageBatch images) {
    return new Seen(recorded.ask(images), observe(images));
  }

  @Override
  public void close() {}
}
