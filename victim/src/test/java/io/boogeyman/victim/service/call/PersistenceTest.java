package io.boogeyman.victim.service.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import io.boogeyman.victim.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersistenceTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final Halt halt = new Halt();
  private long nanos = 1;
  private int calls;

  @Test
  void victim_that_dies_for_ten_minutes_is_waited_for() throws ServiceFailure {
    long back = Duration.ofMinutes(10).toNanos();
    String answer =
        patient(5, Duration.ofMinutes(15))
            .make(
                () -> {
                  calls++;
                  if (nanos < back) {
                    throw failure(ServiceFailure.Kind.AWAY);
                  }
                  return "here again";
                },
                halt);
    assertThat(answer).isEqualTo("here again");
    assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(631));
    assertThat(calls).isBetween(20, 100);
    assertThat(notices).hasSize(calls - 1).noneMatch(Notice::rateLimit);
  }

  @Test
  void victim_that_stays_away_is_given_up_when_patience_ends() {
    assertThatThrownBy(
            () -> patient(5, Duration.ofMinutes(15)).make(failing(ServiceFailure.Kind.AWAY), halt))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageMatching("trouble; tried \\d+ times in 15 min");
    assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));
  }

  @Test
  void failure_that_may_have_been_charged_is_tried_so_many_times() {
    assertThatThrownBy(
            () -> patient(3, Duration.ofHours(1)).make(failing(ServiceFailure.Kind.PASSING), halt))
        .hasMessageStartingWith("trouble; tried 3 times in");
    assertThat(calls).isEqualTo(3);
  }

  @Test
  void failure_that_lasts_is_not_tried_again() {
    for (ServiceFailure.Kind kind :
        new ServiceFailure.Kind[] {
          ServiceFailure.Kind.LASTING, ServiceFailure.Kind.ABSENT, ServiceFailure.Kind.TOO_LARGE
        }) {
      calls = 0;
      assertThatThrownBy(() -> patient(5, Duration.ofHours(1)).make(failing(kind), halt))
          .hasMessage("trouble");
      assertThat(calls).isEqualTo(1);
    }
  }

  @Test
  void nothing_is_tried_again_without_patience() {
    assertThatThrownBy(
            () -> patient(5, Duration.ZERO).make(failing(ServiceFailure.Kind.AWAY), halt))
        .hasMessage("trouble");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void pauses_grow_and_are_drawn_between_nothing_and_a_limit() {
    assertThatThrownBy(
        () -> patient(200, Duration.ofDays(1)).make(failing(ServiceFailure.Kind.PASSING), halt));
    for (int n = 0; n < pauses.size(); n++) {
      long most = Math.min(30_000, n < 10 ? 500L << n : 30_000);
      assertThat(pauses.get(n)).isBetween(Duration.ZERO, Duration.ofMillis(most));
    }
    double mean = pauses.stream().skip(10).mapToLong(Duration::toMillis).average().orElseThrow();
    assertThat(mean).isBetween(12_000.0, 18_000.0); // evenly from 0 to 30 s: 15 s
    assertThat(pauses.stream().distinct().count()).isEqualTo(pauses.size());
  }

  @Test
  void service_is_left_alone_for_as_long_as_it_wants() throws ServiceFailure {
    String answer =
        patient(5, Duration.ofMinutes(15))
            .make(
                () -> {
                  if (calls++ == 0) {
                    throw new ServiceFailure(
                        ServiceFailure.Kind.BUSY, "too fast", Optional.of(Duration.ofSeconds(40)));
                  }
                  return "well";
                },
                halt);
    assertThat(answer).isEqualTo("well");
    assertThat(pauses).singleElement().matches(p -> p.compareTo(Duration.ofSeconds(40)) >= 0);
    assertThat(notices).singleElement().matches(Notice::rateLimit);
  }

  @Test
  void service_that_wants_more_than_there_is_patience_is_given_up_at_once() {
    assertThatThrownBy(
            () ->
                patient(5, Duration.ofMinutes(15))
                    .make(
                        () -> {
                          throw new ServiceFailure(
                              ServiceFailure.Kind.BUSY,
                              "too fast",
                              Optional.of(Duration.ofHours(1)));
                        },
                        halt))
        .hasMessage(
            "too fast; it wants to be left alone for 60 min, longer than service.patience allows");
    assertThat(pauses).isEmpty();
  }

  @Test
  void halt_ends_the_waiting() {
    halt.halt();
    assertThatThrownBy(
            () -> patient(5, Duration.ofHours(1)).make(failing(ServiceFailure.Kind.AWAY), halt))
        .hasMessage("trouble");
    assertThat(calls).isEqualTo(1);
  }

  private Persistence.Call<String> failing(ServiceFailure.Kind kind) {
    return () -> {
      calls++;
      throw failure(kind);
    };
  }

  private static ServiceFailure failure(ServiceFailure.Kind kind) {
    return new ServiceFailure(kind, "trouble");
  }

  /** In which time passes only when it is waited for. */
  private Persistence patient(int attempts, Duration patience) {
    return new Persistence(
        attempts,
        patience,
        new Seed(1),
        notices::add,
        new Waiting() {
          @Override
          public long nanoTime() {
            return nanos;
          }

          @Override
          public boolean await(Duration pause, Halt halted) throws InterruptedException {
            pauses.add(pause);
            nanos += pause.toNanos();
            return halted.await(Duration.ZERO);
          }
        });
  }
}
