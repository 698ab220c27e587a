package io.boogeyman.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what Boogeyman's own paths achieve on this machine. Everything that is written goes to a
 * temporary folder, which is deleted.
 */
public final class Bench {
  private final BenchSettings settings;

  /** A bench of these settings. */
  public Bench(BenchSettings settings) {
    this.settings = settings;
  }

  /** One area of the program, measured. */
  @FunctionalInterface
  interface Subject {
    List<Measurement> measure(Path folder) throws Exception;
  }

  /**
   * Measures everything, one after the other.
   *
   * @throws IOException if the temporary folder cannot be used
   */
  public BenchResult run() throws IOException {
    Path folder = Files.createTempDirectory("boogeyman-bench");
    try {
      List<Measurement> measurements = new ArrayList<>();
      for (Subject subject : subjects()) {
        measurements.addAll(measure(subject, folder));
      }
      return new BenchResult(
          Machine.describe(),
          settings.architecture() + " at " + settings.shape() + ", " + settings.compute(),
          measurements);
    } finally {
      delete(folder);
    }
  }

  private List<Subject> subjects() {
    return List.of(
        new TrainingSpeed(settings)::measure,
        new InferenceSpeed(settings)::measure,
        folder -> WaysOfComputing.measure(settings),
        folder -> DecodingSpeed.measure(settings),
        new StoreSpeed(settings)::measure,
        new JournalSpeed(settings)::measure,
        new DetectionSpeed(settings)::measure,
        new ReleaseSpeed(settings)::measure,
        folder -> new GatewaySpeed(settings).measure(folder),
        folder -> DrawingSpeed.measure(settings));
  }

  private static List<Measurement> measure(Subject subject, Path folder) throws IOException {
    try {
      return subject.measure(folder);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
