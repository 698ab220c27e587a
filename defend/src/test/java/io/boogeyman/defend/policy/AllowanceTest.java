package io.boogeyman.defend.policy;

import static io.boogeyman.defend.policy.GuardedSigns.CUSTOMER;
import static io.boogeyman.defend.policy.GuardedSigns.POLICY;
import static io.boogeyman.defend.policy.GuardedSigns.THIEF;
import static io.boogeyman.defend.policy.GuardedSigns.foreign;
import static io.boogeyman.defend.policy.GuardedSigns.own;
import static io.boogeyman.defend.policy.GuardedSigns.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.defend.policy.Decision.Reason;
import io.boogeyman.defend.policy.Decision.Refused;
import io.boogeyman.defend.policy.Decision.Released;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much may be asked, and what is charged. */
class AllowanceTest {
  private final GuardedSigns signs = new GuardedSigns();

  @Test
  void counts_what_each_may_ask_and_says_when_again() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.ask(CUSTOMER, own(0, 450));
      Refused refused = refusal(guard, CUSTOMER, own(0, 51));
      assertThat(refused.reason()).isEqualTo(Reason.OVER_BUDGET);
      assertThat(refused.message()).isEqualTo("this client may ask 500 images a day");
      assertThat(refused.retryAfter()).contains(Duration.ofHours(12));
      assertThat(guard.ask(CUSTOMER, own(0, 50))).isInstanceOf(Released.class);
    }
  }

  @Test
  void counts_what_all_may_ask_together() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.ask(CUSTOMER, own(0, 500));
      Refused refused = refusal(guard, new ClientName("key:another"), own(0, 301));
      assertThat(refused.message()).startsWith("all clients together may ask 800 images a day");
    }
  }

  @Test
  void gives_a_budget_back_when_its_period_is_over() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.ask(CUSTOMER, own(0, 500));
      signs.clock().forward(Duration.ofHours(12));
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }

  @Test
  void charges_nothing_for_what_the_model_did_not_answer() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      signs.model().fail(true);
      assertThat(refusal(guard, CUSTOMER, own(0, 500)).reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(signs.events()).anyMatch(GuardEvent.ModelFailed.class::isInstance);
      signs.model().fail(false);
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }

  @Test
  void charges_nothing_for_what_cannot_be_released() {
    try (Enforcement guard = signs.enforcement(POLICY.replace("[full]", "[reverse-sigmoid]"))) {
      signs.model().answerLabels(true);
      assertThat(refusal(guard, CUSTOMER, own(0, 500)).reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(signs.events()).anyMatch(GuardEvent.ModelFailed.class::isInstance);
      signs.model().answerLabels(false);
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }

  @Test
  void charges_only_what_it_answers_of_a_request_that_it_comes_to_refuse() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      int answered = guard.answer(THIEF, foreign(0, 300)).answers().size();
      assertThat(answered).isPositive();
      ClientName other = new ClientName("key:other");
      guard.ask(other, foreign(0, 300));
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }
}
