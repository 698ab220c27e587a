package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.run.ComputeChoice;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.Seats;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.compute.trial.ComputeTrial;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.victim.Computing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a reproduction works with.
 *
 * @param data the folder where a profile's files are
 * @param cache where decoded images and measured speeds are kept
 * @param processor what computes
 * @param computing how networks are computed
 * @param jobs copies of one theft trained side by side; as many as is best, where it is not said
 * @param seats what all thefts that go on at once share
 * @param progress told of each piece of work
 */
public record Lab(
    Path data,
    Path cache,
    Processor processor,
    Computing computing,
    OptionalInt jobs,
    Seats seats,
    Progress progress) {

  /**
   * A lab whose thefts, as far as they do not depend on each other, train as many copies at once as
   * there are jobs, or threads where jobs are not said; on a GPU one.
   */
  public Lab(
      Path data,
      Path cache,
      Processor processor,
      Computing computing,
      OptionalInt jobs,
      Progress progress) {
    this(data, cache, processor, computing, jobs, seats(processor, computing, jobs), progress);
  }

  private static Seats seats(Processor processor, Computing computing, OptionalInt jobs) {
    int usual = processor == Processor.CPU ? computing.threads() : 1;
    return new Seats(jobs.orElse(usual));
  }

  /** Where images are opened. */
  ImageSets sets() {
    return new ImageSets(cache, computing.threads(), progress);
  }

  /**
   * Images a second that such a network is trained on here, on all threads.
   *
   * @param anew whether to measure it again, though it is remembered
   */
  double speed(Architecture architecture, ImageShape shape, boolean anew) throws IOException {
    ComputeChoice choice = new ComputeChoice(cache, measured -> {});
    ComputeTrial.Outcome fastest =
        anew
            ? choice.fastestNow(architecture, shape, processor, computing.threads())
            : choice.fastest(architecture, shape, processor, computing.threads());
    return fastest.imagesPerSecond();
  }
}
