package io.boogeyman.cli.command;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.weights.Safetensors;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An untrained victim of drawn signs, and the theft of it, small enough for a test.
 *
 * @param folder where its file, the images and the run lie
 */
record SmallVictim(Path folder) {

  static SmallVictim in(Path folder) throws IOException {
    return in(folder, "5l");
  }

  static SmallVictim in(Path folder, String architecture) throws IOException {
    try (ImageSource signs = ImageSets.source("signs:1");
        SavedNetwork network =
            new SavedNetwork(
                Architectures.named(architecture).create(43, ImageShape.square(32), new Seed(1)),
                signs.labels().orElseThrow().classNames(),
                Map.of("test", "signs:40:test"))) {
      network.write(folder.resolve("victim.safetensors"));
    }
    return new SmallVictim(folder);
  }

  /** The same network's weights, in a file that does not say what they are of. */
  Path weightsAlone() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    try (SavedNetwork saved = SavedNetwork.read(folder.resolve("victim.safetensors"))) {
      Safetensors.write(file, saved.network().state(), Map.of());
    }
    return file;
  }

  Path run() {
    return folder.resolve("run");
  }

  /** {@code calibrate} or {@code detect} with these options, computed so that all is repeatable. */
  Invocation watched(String command, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (!options.contains("--victim")) {
      arguments.addAll(List.of("--victim", folder.resolve("victim.safetensors").toString()));
    }
    arguments.addAll(List.of("--cache", folder.resolve("cache").toString()));
    arguments.addAll(List.of("--precision", "fp32"));
    arguments.addAll(options);
    return Invocation.of(arguments);
  }

  /** Few images and loose promises, by which detectors are calibrated in seconds. */
  static List<String> loosely(String... more) {
    List<String> options = new ArrayList<>(List.of("--own", "signs:430:test", "--images", "430"));
    options.addAll(List.of("--false-alarms", "0.05", "--accusations", "0.05"));
    options.addAll(List.of("--lifetime", "40"));
    options.addAll(Arrays.asList(more));
    if (!options.contains("--states")) {
      options.addAll(List.of("--states", "none"));
    }
    return options;
  }

  /** Steals with these options over the usual ones; an option given twice counts once. */
  Invocation steal(String... options) {
    return Invocation.of(arguments(options));
  }

  /** The whole command line. */
  List<String> arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of("steal"));
    List<String> usual =
        List.of(
            "--victim", folder.resolve("victim.safetensors").toString(),
            "--pool", "scenes:60",
            "--budgets", "20,40",
            "--answers", "full,label",
            "--surrogate", "5l",
            "--epochs", "1",
            "--threads", "1",
            "--device", "cpu",
            "--precision", "fp32",
            "--cache", folder.resolve("cache").toString(),
            "--run", run().toString());
    for (int i = 0; i < usual.size(); i += 2) {
      if (!Arrays.asList(options).contains(usual.get(i))) {
        arguments.addAll(usual.subList(i, i + 2));
      }
    }
    arguments.addAll(Arrays.asList(options));
    return arguments;
  }
}
