package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledTrainingTest {
  private static final Path SIGNALS = Path.of("/proc/self/status");
  private static final SplittableRandom CHANCE = new SplittableRandom(5);

  @TempDir private static Path folder;

  @Test
  void training_that_was_killed_goes_on_to_the_same_bytes() throws Exception {
    try (Program program = train("undisturbed")) {
      assertThat(program.await()).as(program.said()).isZero();
    }
    try (Program program = train("killed")) {
      program.awaitUntil(() -> Files.exists(checkpoint("killed")));
      Thread.sleep(CHANCE.nextInt(50));
      program.kill();
    }
    assertThat(victim("killed")).doesNotExist();
    try (Program program = train("killed")) {
      assertThat(program.await()).as(program.said()).isZero();
    }
    assertThat(victim("killed")).hasSameBinaryContentAs(victim("undisturbed"));
    assertThat(checkpoint("killed")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrl_c_ends_it_with_one_line_that_says_how_to_go_on() throws Exception {
    assumeTrue(isInterruptible(), "whoever started the tests has switched Ctrl-C off");
    try (Program program = train("stopped")) {
      program.awaitUntil(() -> Files.exists(checkpoint("stopped")));
      program.interrupt();
      assertThat(program.await()).isEqualTo(130);
      assertThat(program.said())
          .endsWith("stopped; the same command goes on from here" + System.lineSeparator())
          .doesNotContain("\tat ", "Exception");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void plain_kill_ends_it_with_the_same_line() throws Exception {
    try (Program program = train("terminated")) {
      program.awaitUntil(() -> Files.exists(checkpoint("terminated")));
      program.process().destroy();
      assertThat(program.await()).isEqualTo(143);
      assertThat(program.said())
          .endsWith("stopped; the same command goes on from here" + System.lineSeparator())
          .doesNotContain("\tat ", "Exception");
    }
  }

  /** Shells start what is to run in the background with SIGINT ignored; children inherit that. */
  private static boolean isInterruptible() throws IOException {
    if (!Files.exists(SIGNALS)) {
      return true;
    }
    String ignored =
        Files.readAllLines(SIGNALS).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn:0")
            .substring("SigIgn:".length())
            .strip();
    return (Long.parseUnsignedLong(ignored, 16) & 0b10) == 0;
  }

  private static Program train(String name) throws IOException {
    String line = "train signs:300 --test signs:43:test --arch 5l --epochs 12 --batch 32 --out %s";
    line += " --threads 1 --device cpu --precision fp32 --cache %s";
    line = String.format(line, victim(name), folder.resolve("cache"));
    return Program.start(folder.resolve(name + ".log"), List.of(line.split(" ", -1)));
  }

  private static Path victim(String name) {
    return folder.resolve(name + ".safetensors");
  }

  private static Path checkpoint(String name) {
    return folder.resolve(name + ".safetensors.checkpoint");
  }
}
