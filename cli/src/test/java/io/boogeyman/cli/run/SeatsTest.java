package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // seats are there to be given back, not to be read
@Timeout(30)
class SeatsTest {
  private final Seats seats = new Seats(2);
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private Callable<Void> work() {
    return () -> {
      most.accumulateAndGet(working.incrementAndGet(), Math::max);
      Thread.sleep(20);
      working.decrementAndGet();
      return null;
    };
  }

  private CompletableFuture<Void> theft(int jobs, int copies) {
    return CompletableFuture.runAsync(
        () -> new SideBySide(jobs, seats).run(Collections.nCopies(copies, work())));
  }

  @Test
  void two_thefts_train_as_many_copies_at_once_as_there_are_seats() {
    CompletableFuture.allOf(theft(2, 5), theft(2, 5)).join();
    assertThat(most).hasValue(2);
  }

  @Test
  void a_copy_that_is_trained_alone_has_all_seats() {
    CompletableFuture.allOf(theft(1, 4), theft(1, 4)).join();
    assertThat(most).hasValue(1);
  }

  @Test
  void more_jobs_than_seats_take_one_each() {
    CompletableFuture.allOf(theft(5, 5), theft(5, 5)).join();
    assertThat(most).hasValue(2);
  }

  @Test
  void what_needs_all_seats_is_not_overtaken_by_what_needs_one() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch waits = new CountDownLatch(1);
    Thread all;
    Thread one;
    try (Seats.Taken first = seats.share(2)) {
      all = taking(waits, order, "all");
      waits.await();
      awaitBlocked(all);
      one = taking(new CountDownLatch(1), order, "one");
      awaitBlocked(one);
    }
    all.join();
    one.join();
    assertThat(order).containsExactly("all", "one");
  }

  private Thread taking(CountDownLatch begun, List<String> order, String what) {
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              try (Seats.Taken taken = what.equals("all") ? seats.all() : seats.share(2)) {
                order.add(what);
              }
            });
    thread.start();
    return thread;
  }

  private static void awaitBlocked(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
  }
}
