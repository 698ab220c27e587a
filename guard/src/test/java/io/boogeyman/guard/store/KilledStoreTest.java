package io.boogeyman.guard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.defend.policy.ClientName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it charges and decides, and one whose disk is full. */
@Tag("slow")
class KilledStoreTest {
  private static final int KILLS = 8;

  @TempDir private Path folder;

  private GuardStore open(long allowance) {
    return GuardStore.open(
        folder.resolve("guard.db"),
        StoreSettings.standard(),
        Limits.each(new Allowance(allowance, Window.DAY)),
        Clock.systemUTC());
  }

  @Test
  void no_kill_gives_budget_back_or_takes_a_decision_back() throws Exception {
    long allowance = 300_000;
    SplittableRandom chance = new SplittableRandom(6);
    long granted = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path log = folder.resolve(kill + ".log");
      Process process = StoreProgram.start(List.of(), folder.resolve("guard.db"), allowance, log);
      awaitDecision(process, log);
      Thread.sleep(chance.nextInt(400));
      process.destroyForcibly().waitFor();
      List<String> said = StoreProgram.said(log);
      granted += 3 * said.stream().filter(line -> line.equals("granted 3")).count();
      requireKept(granted, allowance, said);
    }
    System.out.printf("%d kills, %d images granted%n", KILLS, granted);
    assertThat(granted).isPositive();
  }

  private static void awaitDecision(Process process, Path log) throws Exception {
    while (StoreProgram.said(log).stream().noneMatch(line -> line.startsWith("decided"))) {
      assertThat(process.isAlive()).as(() -> "said: " + log).isTrue();
      Thread.sleep(5);
    }
  }

  private void requireKept(long granted, long allowance, List<String> said) {
    try (GuardStore store = open(allowance)) {
      long spent = store.budgets().spent(StoreProgram.ACME, StoreProgram.NOON).day();
      assertThat(spent).isBetween(granted, Math.min(allowance, granted + KILLS * 3L * 256));
      int level = last(said);
      ClientName client = new ClientName("key:" + level % 20);
      assertThat(store.states().load(client).orElseThrow().level()).isGreaterThanOrEqualTo(level);
    }
  }

  private static int last(List<String> said) {
    return said.stream()
        .filter(line -> line.startsWith("decided "))
        .mapToInt(line -> Integer.parseInt(line.substring("decided ".length())))
        .max()
        .orElseThrow();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_fails_closed_in_one_line_and_loses_nothing() throws Exception {
    Path log = folder.resolve("full.log");
    List<String> limited = List.of("sh", "-c", "ulimit -f 20000; exec \"$@\"", "sh");
    Process process = StoreProgram.start(limited, folder.resolve("guard.db"), 1_000_000_000, log);
    assertThat(process.waitFor()).as(() -> "said: " + log).isZero();
    List<String> said = StoreProgram.said(log);
    assertThat(said).anyMatch(line -> line.startsWith("failed cannot write "));
    assertThat(said).anyMatch(line -> line.startsWith("undecided cannot write "));
    assertThat(said).noneMatch(line -> line.contains("transaction"));
    long granted = 3 * said.stream().filter(line -> line.equals("granted 3")).count();
    System.out.println(said.stream().filter(line -> line.contains("cannot")).toList());
    try (GuardStore store = open(1_000_000_000)) {
      assertThat(store.budgets().spent(StoreProgram.ACME, StoreProgram.NOON).day())
          .isBetween(granted, granted + 3 * 256);
    }
  }
}
