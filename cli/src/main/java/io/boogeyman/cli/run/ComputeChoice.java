package io.boogeyman.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.compute.trial.ComputeTrial;
import io.boogeyman.nn.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;

/**
 * Which precision and memory format are fastest here: measured once, then remembered in the cache,
 * since a choice that changed from run to run would change the bits of every result.
 */
public final class ComputeChoice {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path cache;
  private final Consumer<String> log;

  /**
   * @param cache where choices are remembered
   * @param log told what was measured
   */
  public ComputeChoice(Path cache, Consumer<String> log) {
    this.cache = cache;
    this.log = log;
  }

  /**
   * The remembered choice, or else a measured one.
   *
   * @throws IOException if it cannot be remembered
   */
  public Compute choose(
      Architecture architecture, ImageShape shape, Processor processor, int threads)
      throws IOException {
    return fastest(architecture, shape, processor, threads).compute();
  }

  /**
   * The same, with how fast it trains: measured when it was chosen.
   *
   * @throws IOException if it cannot be remembered
   */
  public ComputeTrial.Outcome fastest(
      Architecture architecture, ImageShape shape, Processor processor, int threads)
      throws IOException {
    Path file = cache.resolve(name(architecture, shape, processor, threads));
    Optional<ComputeTrial.Outcome> remembered = remembered(file);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    ComputeTrial.Outcome fastest = tried(architecture, shape, processor, threads).get(0);
    // Another program may have chosen meanwhile, and works in that way already.
    Optional<ComputeTrial.Outcome> meanwhile = remembered(file);
    return meanwhile.isPresent() ? meanwhile.get() : remember(file, fastest);
  }

  /**
   * The same, its speed measured anew: the machine may have been busy when it was chosen. The
   * choice stays.
   *
   * @throws IOException if it cannot be remembered
   */
  public ComputeTrial.Outcome fastestNow(
      Architecture architecture, ImageShape shape, Processor processor, int threads)
      throws IOException {
    Path file = cache.resolve(name(architecture, shape, processor, threads));
    List<ComputeTrial.Outcome> outcomes = tried(architecture, shape, processor, threads);
    Optional<Compute> chosen = remembered(file).map(ComputeTrial.Outcome::compute);
    ComputeTrial.Outcome now =
        outcomes.stream()
            .filter(outcome -> chosen.map(outcome.compute()::equals).orElse(true))
            .findFirst()
            .orElse(outcomes.get(0));
    return remember(file, now);
  }

  private List<ComputeTrial.Outcome> tried(
      Architecture architecture, ImageShape shape, Processor processor, int threads) {
    List<ComputeTrial.Outcome> outcomes =
        new ComputeTrial(architecture, shape).run(processor, threads);
    outcomes.forEach(
        outcome ->
            log.accept(
                String.format(
                    Locale.ROOT,
                    "tried %s: %.0f training images/s",
                    outcome.compute(),
                    outcome.imagesPerSecond())));
    return outcomes;
  }

  private ComputeTrial.Outcome remember(Path file, ComputeTrial.Outcome outcome)
      throws IOException {
    Files.createDirectories(cache);
    WholeFile.write(file, JSON.writeValueAsString(outcome));
    return outcome;
  }

  private static Optional<ComputeTrial.Outcome> remembered(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), ComputeTrial.Outcome.class));
    } catch (IOException absentOrOfAnotherVersion) {
      return Optional.empty();
    }
  }

  private static String name(
      Architecture architecture, ImageShape shape, Processor processor, int threads)
      throws IOException {
    String digest =
        Digest.start()
            .add(architecture.name())
            .add(shape.toString())
            .add(processor.name())
            .add(threads)
            .add(Runtime.getRuntime().availableProcessors())
            .add(System.getProperty("os.arch"))
            .add(Loader.getVersion("org.bytedeco", "pytorch"))
            .hex();
    return "compute-" + digest.substring(0, 16) + ".json";
  }
}
