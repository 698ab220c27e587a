package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.defend.observation.Observation;
import java.util.List;
import java.util.Optional;

/** Images with what a network computed of them: what detectors look at. */
record Glance(ImageBatch images, Optional<Observation> observation)
    implements MicroBatcher.Items<Glance> {

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public Glance joined(List<Glance> all) {
    return new Glance(
        ImageBatch.joined(all.stream().map(Glance::images).toList()),
        observation.map(
            own ->
                Observation.joined(
                    all.stream().map(glance -> glance.observation.orElseThrow()).toList())));
  }
}
