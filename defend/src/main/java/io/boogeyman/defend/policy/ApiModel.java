package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import java.util.List;
import java.util.Optional;

/**
 * A model behind a prediction API, such as a server elsewhere. Detectors look into a network beside
 * it, if there is one, when it has answered: at images of several clients together.
 */
public final class ApiModel implements GuardedModel {
  private final PredictionApi api;
  private final ImageShape shape;
  private static final int BATCH = 128;

  private final Optional<Observer> observer;
  private final Optional<MicroBatcher<AskedImages, ObservedImages>> batcher;

  /**
   * @param api whatever answers; not closed with this; safe for several threads
   * @param shape the images that it takes
   * @param observer the network that detectors look into; closed with this
   */
  public ApiModel(PredictionApi api, ImageShape shape, Optional<Observer> observer) {
    this.api = api;
    this.shape = shape;
    this.observer = observer;
    this.batcher =
        observer.map(
            network ->
                new MicroBatcher<>(
                    BATCH, asked -> new ObservedImages(network.observe(asked.images()))));
  }

  @Override
  public List<String> classNames() {
    return api.classNames();
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public String identity() {
    return api.identity();
  }

  @Override
  public Optional<Observation> observe(ImageBatch images) {
    return batcher.map(looks -> looks.compute(new AskedImages(images)).observation());
  }

  @Override
  public Seen see(ImageBatch images) {
    return new Seen(api.ask(images), Optional.empty());
  }

  @Override
  public void close() {
    observer.ifPresent(Observer::close);
  }
}
