package io.boogeyman.cli.demo;

import io.boogeyman.cli.detect.CalibrationRun;
import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Detectors that watch a demo's victim, calibrated once a folder. */
final class DemoDetectors {
  private DemoDetectors() {}

  /** As {@code boogeyman calibrate} would by itself, on images that no client of the demo asks. */
  static DetectorSettings usual(long seed) {
    return new DetectorSettings(
        DemoVictim.TEST,
        List.of("scenes:2000:calibration"),
        DetectorSettings.IMAGES,
        List.of(),
        DetectorSettings.usual(new Seed(seed)));
  }

  /** Calibrates them, if the demo's folder has not those that the settings ask for. */
  static void prepare(GuardDemoSettings settings, ImageSets sets, Progress progress)
      throws IOException {
    CalibrationRun run =
        new CalibrationRun(
            settings.detectors(),
            sets,
            progress,
            warning -> System.err.println("warning: " + warning));
    Compute compute = settings.victim().settings().compute();
    try (SavedNetwork victim = SavedNetwork.read(settings.victim().file())) {
      if (run.isDone(settings.calibration(), victim.network(), compute)) {
        return;
      }
      try (Calibration calibration = run.run(victim.network(), compute, Optional.empty())) {
        calibration.write(settings.calibration());
      }
    }
  }
}
