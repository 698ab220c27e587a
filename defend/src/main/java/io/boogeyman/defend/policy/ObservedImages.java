package io.boogeyman.defend.policy;

import io.boogeyman.defend.observation.Observation;
import java.util.stream.IntStream;

/** What a network computed of images that it was shown together. */
record ObservedImages(Observation observation) implements MicroBatcher.Results<ObservedImages> {

  @Override
  public ObservedImages part(int from, int to) {
    return new ObservedImages(observation.of(IntStream.range(from, to).toArray()));
  }
}
