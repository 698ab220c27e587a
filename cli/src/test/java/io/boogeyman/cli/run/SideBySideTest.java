package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SideBySideTest {
  private final SideBySide workers = new SideBySide(2);
  private final Progress.Task bar = new Progress.Task() {};

  @Test
  void results_are_in_the_order_of_the_work() {
    List<Callable<Integer>> work = List.of(() -> 1, () -> 2, () -> 3);
    assertThat(workers.run(work)).containsExactly(1, 2, 3);
  }

  @Test
  void failure_stops_the_others_where_they_tell_of_progress_and_waits_until_they_have_ended() {
    CountDownLatch trains = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Progress shared = workers.within(bar);
    Callable<Void> endless =
        () -> {
          try (Progress.Task task = shared.begin("training", "images", 0)) {
            while (true) {
              task.advance(1);
              trains.countDown();
            }
          } finally {
            Thread.sleep(200);
            ended.set(true);
          }
        };
    Callable<Void> failing =
        () -> {
          trains.await();
          throw new IllegalStateException("the disk is full");
        };
    assertThatThrownBy(() -> workers.run(List.of(endless, failing)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the disk is full");
    assertThat(ended).isTrue();
  }

  /** One of them may begin before the failure is seen; the hundred behind it may not. */
  @Test
  void what_has_not_begun_when_one_fails_does_not_begin() {
    AtomicInteger begun = new AtomicInteger();
    List<Callable<Integer>> work = new ArrayList<>();
    work.add(
        () -> {
          throw new IllegalStateException("the disk is full");
        });
    Callable<Integer> slow =
        () -> {
          Thread.sleep(50);
          return begun.incrementAndGet();
        };
    work.addAll(Collections.nCopies(100, slow));
    assertThatThrownBy(() -> workers.run(work)).hasMessage("the disk is full");
    assertThat(begun).hasValueLessThan(50);
  }

  @Test
  void want_of_memory_stays_what_it_is() {
    Callable<Void> hungry =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };
    assertThatThrownBy(() -> workers.run(List.of(hungry))).isInstanceOf(OutOfMemoryError.class);
  }
}
