package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.nn.compute.Compute;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EndOfProgramTest {
  @TempDir private Path folder;

  @Test
  void waits_for_the_step_under_way_and_begins_no_other() throws Exception {
    try (Program program =
        Program.start(folder.resolve("log"), List.of(), "-Xmx64m", Computation.class, List.of())) {
      assertThat(program.await()).isZero();
      assertThat(program.said().lines()).containsExactly("computed");
    }
  }

  /** Ends while a thread computes step after step, each of a second. */
  static final class Computation {
    public static void main(String[] arguments) throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(Compute::endAll));
      Thread thread = new Thread(() -> compute(begun));
      thread.setDaemon(true);
      thread.start();
      begun.await();
    }

    private static void compute(CountDownLatch begun) {
      while (true) {
        Compute.cpu(1).besideOthers("steps", () -> step(begun));
      }
    }

    private static boolean step(CountDownLatch begun) {
      begun.countDown();
      long end = System.nanoTime() + 1_000_000_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      System.out.println("computed");
      return true;
    }
  }
}
