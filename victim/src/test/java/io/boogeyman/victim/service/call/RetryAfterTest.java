package io.boogeyman.victim.service.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  @Test
  void is_seconds() {
    assertThat(parse("120")).contains(Duration.ofMinutes(2));
  }

  @Test
  void is_a_date_by_the_clock_of_who_says_it() {
    // The examples of RFC 9110, §5.6.7 and §10.2.3.
    assertThat(
            RetryAfter.parse(
                Optional.of("Fri, 31 Dec 1999 23:59:59 GMT"),
                Optional.of("Fri, 31 Dec 1999 23:58:29 GMT")))
        .contains(Duration.ofSeconds(90));
  }

  @Test
  void is_no_time_if_the_date_has_passed() {
    assertThat(parse("Fri, 31 Dec 1999 23:59:59 GMT")).contains(Duration.ZERO);
  }

  @Test
  void is_nothing_if_it_is_absent_or_unreadable() {
    assertThat(RetryAfter.parse(Optional.empty(), Optional.empty())).isEmpty();
    assertThat(parse("soon")).isEmpty();
    assertThat(parse("-3")).isEmpty();
  }

  private static Optional<Duration> parse(String text) {
    return RetryAfter.parse(Optional.of(text), Optional.empty());
  }
}
