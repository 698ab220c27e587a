package io.boogeyman.cli.bench;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architecture;

/**
 * What is measured with.
 *
 * @param architecture the network
 * @param shape of the images
 * @param compute how the network is computed, with all threads
 * @param quick less work in fewer rounds, for a first impression
 * @param progress told of every round
 */
public record BenchSettings(
    Architecture architecture,
    ImageShape shape,
    Compute compute,
    boolean quick,
    Progress progress) {

  Stopwatch stopwatch() {
    return new Stopwatch(quick ? 3 : 5, progress);
  }

  /** A tenth where it has to be quick. */
  int count(int whole) {
    return quick ? whole / 10 : whole;
  }
}
