package io.boogeyman.cli.fuzz;

import io.boogeyman.victim.description.DescriptionReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A victim's description in YAML, and the name and value of one option over it. */
public final class DescriptionTarget {
  private static final Promise PROMISE =
      Promise.throwingOnly(IOException.class, IllegalArgumentException.class);
  private static final Scratch SCRATCH = new Scratch();

  private DescriptionTarget() {}

  /** Reads the input as a description. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fields fields = new Fields(input);
    PROMISE.holdsFor(
        input.length,
        () -> {
          byte[] text = fields.at(0, "model: victim.onnx").getBytes(StandardCharsets.UTF_8);
          Path file = SCRATCH.write("victim.yaml", text);
          String option = fields.at(1, "input.channels");
          new DescriptionReader().read(file.toString(), Map.of(option, fields.at(2, "bgr")));
        });
  }
}
