package io.boogeyman.defend.policy;

import static io.boogeyman.defend.policy.GuardedSigns.CUSTOMER;
import static io.boogeyman.defend.policy.GuardedSigns.POLICY;
import static io.boogeyman.defend.policy.GuardedSigns.THIEF;
import static io.boogeyman.defend.policy.GuardedSigns.foreign;
import static io.boogeyman.defend.policy.GuardedSigns.levelAfter;
import static io.boogeyman.defend.policy.GuardedSigns.own;
import static io.boogeyman.defend.policy.GuardedSigns.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.defend.policy.Decision.Reason;
import io.boogeyman.defend.policy.Decision.Released;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Detectors that take longer than clients wait. */
class LateDetectorsTest {
  private final GuardedSigns signs = new GuardedSigns();

  @Test
  void counts_evidence_that_comes_too_late_for_an_answer() {
    try (Enforcement guard = signs.hurried("open")) {
      for (int i = 0; i < 5; i++) {
        assertThat(guard.ask(THIEF, foreign(i, i + 1))).isInstanceOf(Released.class);
      }
    }
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, own(0, 1))).isEqualTo(1);
    }
  }

  @Test
  void counts_all_of_a_late_batch_even_where_a_step_within_it_cannot_be_told() {
    signs.tell(LateDetectorsTest::cannotWriteEscalations);
    try (Enforcement guard = signs.hurried("open")) {
      guard.ask(THIEF, foreign(0, 100));
    }
    signs.tell(GuardListener.SILENT);
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
    }
  }

  private static void cannotWriteEscalations(GuardEvent event) {
    if (event instanceof GuardEvent.Escalated) {
      throw new IllegalStateException("the disk fails");
    }
  }

  @Test
  void counts_an_image_once_however_late_its_scores_are() {
    try (Enforcement guard = signs.hurried("open")) {
      for (int i = 0; i < 50; i++) {
        guard.ask(THIEF, foreign(0, 1));
      }
    }
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 1))).isZero();
    }
  }

  @Test
  void refuses_and_does_not_charge_what_detectors_are_too_late_for() {
    try (Enforcement guard = signs.hurried("closed")) {
      for (int i = 0; i < 1000; i++) {
        guard.ask(CUSTOMER, own(0, 1));
      }
    }
    assertThat(signs.events())
        .filteredOn(GuardEvent.Refused.class::isInstance)
        .hasSizeGreaterThan(500)
        .allMatch(e -> ((GuardEvent.Refused) e).refusal().reason() == Reason.UNAVAILABLE);
  }

  @Test
  void looks_at_the_images_apart_where_the_answer_came_from_elsewhere_in_the_detectors_time() {
    signs.model().lookApart(Duration.ofMillis(30));
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 5))).isEqualTo(1);
      GuardEvent.Asked asked =
          (GuardEvent.Asked)
              signs.events().stream()
                  .filter(GuardEvent.Asked.class::isInstance)
                  .findFirst()
                  .orElseThrow();
      assertThat(asked.timing().detectors()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
      assertThat(asked.timing().model()).isLessThan(asked.timing().detectors());
    }
  }
}
