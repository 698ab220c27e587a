package io.boogeyman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CONTRIBUTING.md promises of source files. */
class SourceFilesTest {
  private static final int MOST_LINES = 399;

  @ParameterizedTest
  @ValueSource(strings = {"core", "nn", "victim", "attack", "defend", "guard", "cli"})
  void no_file_has_400_lines(String module) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("..", module, "src"))) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(files)
          .hasSizeGreaterThan(20)
          .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(MOST_LINES));
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
