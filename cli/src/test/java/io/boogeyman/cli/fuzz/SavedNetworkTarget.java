package io.boogeyman.cli.fuzz;

import io.boogeyman.cli.run.TestImages;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.Safetensors;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a file of good weights says of its network: architecture, shape, classes, and one more note
 * with its text, of which the reader of the victim's test images takes what it needs.
 */
public final class SavedNetworkTarget {
  private static final Promise PROMISE =
      Promise.throwingOnly(IOException.class, IllegalArgumentException.class);
  private static final Scratch SCRATCH = new Scratch();
  private static final Network NETWORK =
      Architectures.named("5l").create(2, ImageShape.square(11), new Seed(1));

  private SavedNetworkTarget() {}

  /** Opens a file with the input's notes. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Fields fields = new Fields(input);
    Map<String, String> notes = new HashMap<>();
    notes.put("data", "signs:10");
    notes.put("seed", fields.at(3, "1"));
    notes.put("test share", fields.at(4, "0.2"));
    notes.put("test digest", "0");
    notes.put("architecture", fields.at(0, "5l"));
    notes.put("shape", fields.at(1, "11x11"));
    notes.put("classes", fields.at(2, "[\"stop\",\"go\"]"));
    notes.put(fields.at(5, "note"), fields.at(6, ""));
    Path file = SCRATCH.folder().resolve("network.safetensors");
    Safetensors.write(file, NETWORK.state(), notes);
    PROMISE.holdsFor(
        input.length,
        () -> {
          try (SavedNetwork saved = SavedNetwork.read(file)) {
            TestImages.noted(saved.notes());
          }
        });
  }
}
