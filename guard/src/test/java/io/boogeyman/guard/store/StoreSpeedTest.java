package io.boogeyman.guard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.defend.policy.ClientName;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients cost in memory and time. {@code -Dboogeyman.clients=100000} for as many as the
 * gateway promises; -Dboogeyman.evidence=65536 for the largest that a detector keeps.
 */
@Tag("slow")
class StoreSpeedTest {
  private static final int CLIENTS = Integer.getInteger("boogeyman.clients", 5_000);
  private static final int EVIDENCE = Integer.getInteger("boogeyman.evidence", 16 << 10);
  private static final int THREADS = 32;
  private static final Instant NOON = Instant.parse("2026-02-27T12:00:00Z");

  @TempDir private Path folder;

  private GuardStore open(Limits limits) {
    return GuardStore.open(
        folder.resolve("guard.db"), StoreSettings.standard(), limits, Clock.systemUTC());
  }

  @Test
  void a_charge_waits_for_no_disk() {
    Limits limits =
        Limits.each(new Allowance(100_000_000, Window.DAY))
            .andInAll(new Allowance(1_000_000_000, Window.MONTH));
    long[] nanos = new long[200_000];
    try (GuardStore store = open(limits)) {
      ClientName client = new ClientName("key:acme");
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        store.budgets().charge(client, 1, NOON);
        nanos[i] = System.nanoTime() - start;
        pause(20_000);
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "charge of 1 image at about 40,000/s: median %.2f us, 99%% %.2f us, 99.9%% %.1f us, most"
            + " %.1f us%n",
        nanos[nanos.length / 2] / 1e3,
        nanos[nanos.length * 99 / 100] / 1e3,
        nanos[nanos.length * 999 / 1000] / 1e3,
        nanos[nanos.length - 1] / 1e3);
    assertThat(nanos[nanos.length / 2]).isLessThan(100_000);
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void clients_take_little_memory() throws Exception {
    byte[] evidence = new byte[EVIDENCE];
    new SplittableRandom(1).nextBytes(evidence);
    long before = heap();
    try (GuardStore store = open(Limits.each(new Allowance(1_000, Window.DAY)))) {
      long charged = timeTogether(i -> store.budgets().charge(client(i), 1, NOON));
      long afterCharges = heap();
      long saved = time(i -> store.states().save(client(i), state(i, evidence.clone())));
      long flushed = System.nanoTime();
      store.states().flush();
      flushed = System.nanoTime() - flushed;
      long afterStates = heap();
      long loaded = time(i -> assertThat(store.states().load(client(i))).isPresent());
      long resident = resident();
      System.out.printf(
          "%d clients, %d bytes of evidence each: first charges by %d threads %.0f/s; saves %.0f/s, to disk"
              + " %.1f s after; loads %.0f/s; budgets in memory %d bytes a client; states in memory"
              + " %d clients, %d MiB; heap %d MiB more, resident %d MiB; file %d MiB%n",
          CLIENTS,
          EVIDENCE,
          THREADS,
          CLIENTS * 1e9 / charged,
          CLIENTS * 1e9 / saved,
          flushed / 1e9,
          CLIENTS * 1e9 / loaded,
          (afterCharges - before) / CLIENTS,
          store.states().inMemory(),
          store.states().bytesInMemory() >> 20,
          (afterStates - before) >> 20,
          resident,
          Files.size(folder.resolve("guard.db")) >> 20);
      assertThat(afterStates - before).isLessThan(700L << 20);
    }
  }

  @FunctionalInterface
  private interface Step {
    void at(int client);
  }

  private static long time(Step step) {
    long start = System.nanoTime();
    for (int i = 0; i < CLIENTS; i++) {
      step.at(i);
    }
    return System.nanoTime() - start;
  }

  private static long timeTogether(Step step) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long start = System.nanoTime();
    List<Future<?>> steps = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      steps.add(threads.submit(() -> step.at(client)));
    }
    for (Future<?> one : steps) {
      one.get();
    }
    threads.shutdown();
    return System.nanoTime() - start;
  }

  private static ClientName client(int number) {
    return new ClientName("address:2001:db8:0:" + Integer.toHexString(number) + "::/64");
  }

  private static ClientState state(int number, byte[] evidence) {
    return new ClientState(0, NOON, Instant.now(), number, evidence);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Of this process, in MiB; 0 where the system does not tell. */
  private static long resident() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }
}
