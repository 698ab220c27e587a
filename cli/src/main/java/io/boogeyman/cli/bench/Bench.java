package io.boogeyman.cli.bench;

import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what Boogeyman's own paths achieve on this machine. Everything that is written goes to a
 * temporary folder, which is deleted.
 */
public final class Bench {
  private final BenchSettings settings;
  private final Map<String, Subject> subjects;

  /** A bench of everything. */
  public Bench(BenchSettings settings) {
    this.settings = settings;
    this.subjects = subjects(settings);
  }

  /**
   * A bench of some areas alone.
   *
   * @throws IllegalArgumentException in one line, if there is no area of a name
   */
  public Bench(BenchSettings settings, List<String> only) {
    this(settings);
    for (String name : only) {
      if (!subjects.containsKey(name)) {
        throw new IllegalArgumentException(
            OneLine.of(
                "there is nothing called %s to measure; there are %s"
                    .formatted(name, String.join(", ", subjects.keySet()))));
      }
    }
    subjects.keySet().retainAll(only);
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
      for (Subject subject : subjects.values()) {
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

  private static Map<String, Subject> subjects(BenchSettings settings) {
    Map<String, Subject> subjects = new LinkedHashMap<>();
    subjects.put("training", folder -> new TrainingSpeed(settings).measure(folder));
    subjects.put("inference", folder -> new InferenceSpeed(settings).measure(folder));
    subjects.put("computing", folder -> WaysOfComputing.measure(settings));
    subjects.put("decoding", folder -> DecodingSpeed.measure(settings));
    subjects.put("store", folder -> new StoreSpeed(settings).measure(folder));
    subjects.put("journal", folder -> new JournalSpeed(settings).measure(folder));
    subjects.put("detection", folder -> new DetectionSpeed(settings).measure(folder));
    subjects.put("releases", folder -> new ReleaseSpeed(settings).measure(folder));
    subjects.put("gateway", folder -> new GatewaySpeed(settings).measure(folder));
    subjects.put("drawing", folder -> DrawingSpeed.measure(settings));
    return subjects;
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
