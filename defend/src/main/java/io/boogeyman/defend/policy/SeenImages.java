package io.boogeyman.defend.policy;

import java.util.stream.IntStream;

/** What a model gave for images that it was asked about together. */
record SeenImages(GuardedModel.Seen seen) implements MicroBatcher.Results<SeenImages> {

  @Override
  public SeenImages part(int from, int to) {
    int[] some = IntStream.range(from, to).toArray();
    return new SeenImages(
        new GuardedModel.Seen(
            seen.answers().subList(from, to),
            seen.observation().map(observation -> observation.of(some))));
  }
}
