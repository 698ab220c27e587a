package io.boogeyman.cli.bench;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.trial.ComputeTrial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --precision auto} would find here: bare training steps in each way. */
final class WaysOfComputing {
  private WaysOfComputing() {}

  static List<Measurement> measure(BenchSettings settings) {
    Compute compute = settings.compute();
    int rounds = settings.stopwatch().rounds();
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    try (Progress.Task task = settings.progress().begin("ways of computing", "rounds", rounds)) {
      for (int i = 0; i < rounds; i++) {
        new ComputeTrial(settings.architecture(), settings.shape())
            .run(compute.processor(), compute.threads())
            .forEach(
                outcome ->
                    speeds
                        .computeIfAbsent(name(outcome.compute()), name -> new ArrayList<>())
                        .add(outcome.imagesPerSecond()));
        task.advance(1);
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    speeds.forEach(
        (name, values) ->
            measurements.add(
                Measurement.of(name, "images/s", values.stream().mapToDouble(v -> v).toArray())));
    return measurements;
  }

  private static String name(Compute compute) {
    String format = compute.channelsLast() ? "channels last" : "channels first";
    return "bare steps, " + compute.precision() + ", " + format;
  }
}
