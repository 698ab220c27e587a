package io.boogeyman.cli.fuzz;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.parameters.ParameterFile;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.defend.stateless.ImageDetector;
import io.boogeyman.defend.stateless.Odin;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A calibration file in which an input, read as names and values by turns, has replaced or added
 * parameters. Its digest is made to fit: no fuzzer comes by one.
 */
public final class CalibrationTarget {
  private static final Promise PROMISE =
      Promise.throwingOnly(IOException.class, IllegalArgumentException.class);
  private static final Scratch SCRATCH = new Scratch();
  private static final String DIGEST = "digest of the content";
  private static final int MOST_CHANGES = 8;
  private static final Compute COMPUTE = new Compute(Processor.CPU, 1, Precision.FP32, true);
  private static final Network VICTIM =
      Architectures.named("5l").create(2, ImageShape.square(11), new Seed(1));

  private CalibrationTarget() {}

  /** Reads a file with the input's parameters. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Path file = SCRATCH.folder().resolve("calibration");
    calibration().write(file);
    Parameters parameters = ParameterFile.read(file).without(DIGEST);
    Fields fields = new Fields(input);
    for (int i = 0; i < MOST_CHANGES; i++) {
      String name = fields.at(2 * i, "");
      if (!name.isEmpty()) {
        change(parameters, name, fields.at(2 * i + 1, ""));
      }
    }
    ParameterFile.write(file, parameters.with(DIGEST, parameters.digest()));
    PROMISE.holdsFor(input.length, () -> Calibration.read(file, VICTIM, COMPUTE).close());
  }

  private static void change(Parameters parameters, String name, String value) {
    try {
      parameters.with(name, Double.parseDouble(value));
    } catch (NumberFormatException isText) {
      parameters.with(name, value);
    }
  }

  private static Calibration calibration() {
    return new Calibration(
        VICTIM.digest(),
        Map.of("own", "signs:10"),
        10,
        List.of(
            calibrated(new Energy(1)),
            calibrated(Odin.of(VICTIM, COMPUTE, Odin.TEMPERATURE, Odin.STEP))));
  }

  private static CalibratedDetector calibrated(ImageDetector detector) {
    return new CalibratedDetector(
        detector,
        new Threshold(1, 0.01),
        BenignScores.of(IntStream.range(0, 20).asDoubleStream().toArray(), 0.01),
        new AccusationBound(5, 0.001),
        Interval.share(1, 100),
        Map.of("anything", Interval.share(0, 100)));
  }
}
