package io.boogeyman.defend.policy;

import static io.boogeyman.defend.policy.GuardedSigns.CUSTOMER;
import static io.boogeyman.defend.policy.GuardedSigns.POLICY;
import static io.boogeyman.defend.policy.GuardedSigns.THIEF;
import static io.boogeyman.defend.policy.GuardedSigns.foreign;
import static io.boogeyman.defend.policy.GuardedSigns.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.defend.policy.Decision.Refused;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers that a release has marked, kept to prove a theft by. */
class TriggerRegistrationTest {
  private static final String MARKING =
      POLICY
          .replace("release: [full]", "release: [{dawn: {rate: 0.5}}]")
          .replace("release: [label]", "release: [label, {dawn: {rate: 0.5}}]");
  private static final String KEEPING = MARKING + "retention: {triggers: 30d}\n";

  private final GuardedSigns signs = new GuardedSigns();

  @Test
  void registers_the_marked_queries_of_each_client_with_the_class_that_was_answered() {
    try (Enforcement guard = signs.enforcement(KEEPING)) {
      ImageBatch images = own(0, 100);
      List<Answer> answers = guard.answer(CUSTOMER, images).answers();
      assertThat(signs.registered()).hasSizeBetween(30, 70);
      assertThat(signs.registered()).allMatch(entry -> entry.client().equals(CUSTOMER));
      for (TriggerRegister.Entry entry : signs.registered()) {
        int asked =
            IntStream.range(0, 100)
                .filter(
                    i ->
                        Arrays.equals(
                            images.slice(i, i + 1).pixels(), entry.trigger().image().pixels()))
                .findFirst()
                .orElseThrow();
        assertThat(answers.get(asked).top()).isEqualTo(entry.trigger().mark());
      }
      TriggerRegister.Entry first = signs.registered().get(0);
      assertThat(first.model().classNames()).isEqualTo(signs.model().classNames());
      assertThat(first.answered()).isEqualTo(signs.clock().instant());
      assertThat(first.until()).isEqualTo(signs.clock().instant().plus(Duration.ofDays(30)));
    }
  }

  @Test
  void registers_nothing_where_the_policy_does_not_say_so() {
    try (Enforcement guard = signs.enforcement(MARKING)) {
      guard.answer(CUSTOMER, own(0, 100));
      assertThat(signs.registered()).isEmpty();
    }
  }

  @Test
  void registers_nothing_of_a_request_that_is_refused() {
    try (Enforcement guard = signs.enforcement(KEEPING)) {
      assertThat(guard.ask(THIEF, foreign(0, 200))).isInstanceOf(Refused.class);
      assertThat(signs.registered()).isEmpty();
      assertThat(guard.ask(CUSTOMER, own(0, 501))).isInstanceOf(Refused.class);
      assertThat(signs.registered()).isEmpty();
    }
  }

  @Test
  void registers_what_a_thief_was_given_before_he_was_refused() {
    try (Enforcement guard = signs.enforcement(KEEPING)) {
      int answered = guard.answer(THIEF, foreign(0, 200)).answers().size();
      assertThat(answered).isBetween(2, 199);
      assertThat(signs.registered()).isNotEmpty();
      ImageBatch given = foreign(0, answered);
      for (TriggerRegister.Entry entry : signs.registered()) {
        assertThat(IntStream.range(0, answered))
            .anyMatch(
                i ->
                    Arrays.equals(
                        given.slice(i, i + 1).pixels(), entry.trigger().image().pixels()));
      }
    }
  }
}
