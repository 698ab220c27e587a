package io.boogeyman.cli.fuzz;

import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Safetensors files, whole. */
public final class SafetensorsTarget {
  private static final Promise PROMISE = Promise.throwingOnly(IOException.class);
  private static final Scratch SCRATCH = new Scratch();

  private SafetensorsTarget() {}

  /** Reads the input as a file. */
  public static void fuzzerTestOneInput(byte[] input) {
    PROMISE.holdsFor(
        input.length,
        () -> {
          Path file = SCRATCH.write("weights.safetensors", input);
          Safetensors.metadata(file);
          read(file, input.length);
        });
  }

  @SuppressWarnings("try") // a scope is there to be closed, not to be read
  private static void read(Path file, int length) throws IOException {
    try (PointerScope scope = new PointerScope()) {
      long bytes = Safetensors.read(file).values().stream().mapToLong(Tensor::nbytes).sum();
      if (bytes >= length) {
        throw new AssertionError(bytes + " bytes of tensors in a file of " + length);
      }
    }
  }
}
