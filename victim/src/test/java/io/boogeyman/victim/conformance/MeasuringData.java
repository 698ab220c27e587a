package io.boogeyman.victim.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The real data, which is not part of the repository. */
public final class MeasuringData {
  private MeasuringData() {}

  /** A file of the data folder; the test is skipped where it is absent. */
  public static Path file(String relative) {
    String folder =
        Optional.ofNullable(System.getenv("BOOGEYMAN_DATA")).orElse("../../shared/data");
    Path file = Path.of(folder).resolve(relative).normalize();
    assumeTrue(Files.exists(file), () -> file + " is absent");
    return file;
  }
}
