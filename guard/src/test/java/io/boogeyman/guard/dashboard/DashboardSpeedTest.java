package io.boogeyman.guard.dashboard;

import static io.boogeyman.guard.dashboard.Happenings.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the dashboard costs those who ask. Prints what it measures; the bounds are wide. */
@Tag("slow")
class DashboardSpeedTest {
  private static final int CLIENTS = 100_000;
  private static final int CLASSES = 1_000;
  private static final int ROUNDS = 6;

  private final SettableClock clock = new SettableClock(START);
  private final DashboardState state = new DashboardState(clock);
  private final ClientName[] names = new ClientName[CLIENTS];
  private final SplittableRandom random = new SplittableRandom(1);

  DashboardSpeedTest() {
    for (int i = 0; i < CLIENTS; i++) {
      names[i] = new ClientName("key:client-" + i);
    }
  }

  @Test
  void an_event_costs_microseconds_and_a_hundred_thousand_clients_some_megabytes() {
    long before = used();
    List<GuardEvent> events = events();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      events.forEach(state::happened);
      best = Math.min(best, (System.nanoTime() - begin) / events.size());
    }
    long begin = System.nanoTime();
    Overview overview = state.overview(new TinyFacts(), 200);
    long looked = System.nanoTime() - begin;
    events.clear();
    long kept = used() - before;
    System.out.printf(
        "%d ns an event with %d clients; a look takes %.1f ms; %.1f MB kept of %d clients%n",
        best, CLIENTS, looked / 1e6, kept / 1e6, state.remembered());
    assertThat(overview.clients()).hasSize(200);
    assertThat(best).isLessThan(50_000);
    assertThat(kept).isLessThan(64_000_000);
  }

  private List<GuardEvent> events() {
    List<GuardEvent> events = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      double suspicion = i % 1_000 == 0 ? 0.4 : random.nextDouble() * 0.1;
      events.add(event(names[i], START.plusMillis(i), suspicion));
    }
    return events;
  }

  private GuardEvent.Asked event(ClientName client, Instant at, double suspicion) {
    return new GuardEvent.Asked(
        at,
        client,
        1,
        0,
        List.of(random.nextInt(CLASSES)),
        List.of("top-5"),
        Standing.trusted(suspicion),
        Map.of("distance", suspicion, "density", suspicion / 2, "prada-compact", 0.0),
        Happenings.QUICK);
  }

  @Test
  void several_threads_and_one_who_looks_lose_nothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(5);
    List<Future<?>> done = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      SplittableRandom own = random.split();
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 50_000; i++) {
                  ClientName client = names[own.nextInt(500)];
                  state.happened(
                      Happenings.asked(
                          client.value(), START.plusMillis(i), 1, Standing.trusted(0.1)));
                }
              }));
    }
    for (int looks = 0; looks < 20; looks++) {
      assertThat(state.overview(new TinyFacts(), 200).clients()).hasSizeLessThanOrEqualTo(200);
    }
    for (Future<?> each : done) {
      each.get();
    }
    threads.shutdown();
    Overview overview = state.overview(new TinyFacts(), 1_000);
    assertThat(overview.figures().totals().images()).isEqualTo(200_000);
    assertThat(overview.clients().stream().mapToLong(ClientRow::images).sum()).isEqualTo(200_000);
  }

  @Test
  void a_client_who_asks_a_million_images_in_many_ways_stays_small() {
    long before = used();
    for (int i = 0; i < 100_000; i++) {
      List<Integer> classes = List.of(i % 5_000, (i + 7) % 5_000);
      state.happened(
          Happenings.asked(
              "key:thief",
              START.plusSeconds(i),
              classes,
              "top-" + i % 100,
              Happenings.suspicious(1, "watched", i % 90 / 100.0)));
    }
    long kept = used() - before;
    System.out.printf("%.1f kB kept of one client%n", kept / 1e3);
    assertThat(kept).isLessThan(1_000_000);
    assertThat(state.remembered()).isEqualTo(1);
  }

  /** Heap in use after what can be freed was freed. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
