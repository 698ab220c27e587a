package io.boogeyman.cli.command;

import io.boogeyman.cli.progress.TerminalProgress;
import io.boogeyman.cli.run.ComputeChoice;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where all randomness begins (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: one a core).")
  private Integer threads;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda",
      defaultValue = "auto",
      description = "What computes (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16",
      defaultValue = "auto",
      description =
          "Number format; auto measures which is faster here (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where decoded images are kept (default: ~/.cache/boogeyman).")
  private Path cache;

  @Option(names = "--json", description = "Print the result as JSON on standard output.")
  private boolean json;

  @Option(names = "--verbose", description = "Say more, and show stack traces.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli reads it
  private boolean help;

  long seed() {
    return seed;
  }

  int threads() {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (count < 1) {
      throw new IllegalArgumentException("--threads must be at least 1, not " + count);
    }
    return count;
  }

  boolean json() {
    return json;
  }

  Path cache() {
    if (cache != null) {
      return cache;
    }
    String base = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"), ".cache");
    return (base == null || base.isBlank() ? home : Path.of(base)).resolve("boogeyman");
  }

  /**
   * Progress on standard error; the launcher knows whether that is a terminal, Java 17 does not.
   */
  Progress progress() {
    return new TerminalProgress(System.err, Boolean.getBoolean("boogeyman.terminal"));
  }

  /** Lines on standard error, whether there is a bar in the way or not. */
  Consumer<String> lines() {
    String clear = Boolean.getBoolean("boogeyman.terminal") ? "\r\u001b[K" : "";
    return line -> System.err.println(clear + line);
  }

  /** What computes. */
  Processor processor() {
    return Processor.parse(device);
  }

  /** How to compute a network here, measured where the options leave it open. */
  Compute compute(Architecture architecture, ImageShape shape) throws IOException {
    Processor processor = processor();
    return switch (precision.toLowerCase(Locale.ROOT)) {
      case "fp32" -> new Compute(processor, threads(), Precision.FP32, true);
      case "bf16" -> new Compute(processor, threads(), Precision.BF16, true);
      case "auto" -> measured(architecture, shape, processor);
      default ->
          throw new IllegalArgumentException(
              "'" + precision + "' is no precision; say auto, fp32 or bf16");
    };
  }

  private Compute measured(Architecture architecture, ImageShape shape, Processor processor)
      throws IOException {
    ComputeChoice choice =
        new ComputeChoice(cache(), verbose ? System.err::println : measured -> {});
    return choice.choose(architecture, shape, processor, threads());
  }
}
