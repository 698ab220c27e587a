package io.boogeyman.nn.compute;

import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/** What computes. */
public enum Processor {
  /** The machine's own cores. */
  CPU,
  /** An NVIDIA GPU; needs a build with the {@code gpu} Maven profile. */
  CUDA;

  /** libtorch's name for it; the caller's pointer scope owns it. */
  public Device device() {
    return new Device(this == CUDA ? torch.DeviceType.CUDA : torch.DeviceType.CPU);
  }

  /** Whether this build and machine have it. */
  public boolean available() {
    return this == CPU || torch.cuda_is_available();
  }

  /**
   * Reads {@code cpu}, {@code cuda} or {@code auto} (a GPU where there is one).
   *
   * @throws IllegalArgumentException if it is none of these, or not available here
   */
  public static Processor parse(String text) {
    Processor processor =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "auto" -> CUDA.available() ? CUDA : CPU;
          case "cpu" -> CPU;
          case "cuda" -> CUDA;
          default ->
              throw new IllegalArgumentException(
                  "'" + text + "' is no device; say auto, cpu or cuda");
        };
    if (!processor.available()) {
      throw new IllegalArgumentException(
          "no CUDA device can be used here; build with 'mvn -Pgpu package' on a machine that has"
              + " one, or say cpu");
    }
    return processor;
  }
}
