package io.boogeyman.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input that was kept, the first ones and those that once broke a reader, is tried again. */
class ReplayTest {
  private static final Path KEPT = Path.of("src", "test", "resources", "fuzz");
  private static final Path TARGETS =
      Path.of("src", "test", "java", "io", "boogeyman", "cli", "fuzz");

  static Stream<String> targets() throws IOException {
    return names(TARGETS)
        .filter(name -> name.endsWith("Target.java"))
        .map(name -> name.replace(".java", ""));
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void readers_keep_their_promise_for_every_kept_input(String target) throws Exception {
    Method read =
        Class.forName(getClass().getPackageName() + "." + target)
            .getMethod("fuzzerTestOneInput", byte[].class);
    for (String input : names(KEPT.resolve(target)).toList()) {
      read(read, KEPT.resolve(target).resolve(input));
    }
  }

  @Test
  void inputs_are_kept_for_every_target_and_no_other() throws IOException {
    assertThat(names(KEPT)).containsExactlyElementsOf(targets().toList());
  }

  private static void read(Method read, Path input) throws Exception {
    try {
      read.invoke(null, (Object) Files.readAllBytes(input));
    } catch (InvocationTargetException e) {
      throw new AssertionError(input + ": " + e.getCause().getMessage(), e.getCause());
    }
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.stream();
    }
  }
}
