package io.boogeyman.cli.command;

import java.util.Optional;
import java.util.regex.Pattern;

/** Failures for want of memory, Java's or libtorch's, and what can be done about them. */
final class MemoryShortage {
  /** How libtorch's allocators on the processor and on a GPU, and C++ itself, say it. */
  private static final Pattern NATIVE =
      Pattern.compile(
          "can't allocate memory|CUDA out of memory|bad_alloc|Cannot allocate memory|"
              + "(?i:unable to mmap|not enough memory)");

  private MemoryShortage() {}

  /** The line for the user; empty where memory was not what was wanting. */
  static Optional<String> describe(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(
            "not enough memory for Java ("
                + cause.getMessage()
                + "); give it more with BOOGEYMAN_JAVA_OPTIONS=-Xmx2g, or use fewer --jobs");
      }
      if (cause.getMessage() != null && NATIVE.matcher(cause.getMessage()).find()) {
        return Optional.of(
            "not enough memory for libtorch; use a smaller --batch or fewer --jobs, or a machine"
                + " with more");
      }
    }
    return Optional.empty();
  }
}
