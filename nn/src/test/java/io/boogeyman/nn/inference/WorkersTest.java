package io.boogeyman.nn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.nn.compute.Compute;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {

  @ParameterizedTest
  @CsvSource({"1, 10, 3", "2, 10, 3", "2, 10, 100", "4, 3, 100", "3, 0, 5", "2, 1, 1"})
  void every_image_is_in_one_part(int threads, int count, int largest) {
    AtomicIntegerArray visits = new AtomicIntegerArray(count);
    try (Workers workers = new Workers(Compute.cpu(threads))) {
      workers.forEachPart(
          count,
          largest,
          (from, to) -> {
            assertThat(to - from).isBetween(1, largest);
            for (int i = from; i < to; i++) {
              visits.incrementAndGet(i);
            }
          });
    }
    for (int i = 0; i < count; i++) {
      assertThat(visits.get(i)).as("image %d", i).isEqualTo(1);
    }
  }

  @Test
  void parts_are_worked_on_side_by_side() {
    CountDownLatch both = new CountDownLatch(2);
    try (Workers workers = new Workers(Compute.cpu(2))) {
      workers.forEachPart(
          2,
          1,
          (from, to) -> {
            both.countDown();
            try {
              assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void failure_of_one_part_is_thrown_as_it_is(int threads) {
    try (Workers workers = new Workers(Compute.cpu(threads))) {
      assertThatThrownBy(
              () ->
                  workers.forEachPart(
                      4,
                      1,
                      (from, to) -> {
                        if (from == 2) {
                          throw new IllegalArgumentException("the third is broken");
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the third is broken");
    }
  }
}
