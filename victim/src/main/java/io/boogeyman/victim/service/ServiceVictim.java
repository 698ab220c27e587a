package io.boogeyman.victim.service;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.input.ModelTensors;
import java.util.Map;
import java.util.Optional;

/**
 * A model behind a network.
 *
 * @param name host and model
 * @param kind its protocol
 * @param shape the images that it takes
 * @param tensors that it takes and gives; empty where it takes image files
 * @param service how it is asked
 * @param finest what its answers tell at most, where that is known
 * @param imagesPerCall images that go out in one call
 * @param settings how it is asked, for people
 */
record ServiceVictim(
    String name,
    String kind,
    ImageShape shape,
    Optional<ModelTensors> tensors,
    ServiceApi service,
    Optional<Granularity> finest,
    int imagesPerCall,
    Map<String, String> settings)
    implements Victim {

  /** Its weights are out of reach: the digest is of what it is called and how it is asked. */
  @Override
  public String digest() {
    return Digest.start().add(service.identity()).hex();
  }

  @Override
  public boolean isElsewhere() {
    return true;
  }

  @Override
  public PredictionApi api() {
    return service;
  }

  @Override
  public void close() {
    service.close();
  }
}
