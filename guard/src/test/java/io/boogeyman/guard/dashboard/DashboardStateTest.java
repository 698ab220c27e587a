package io.boogeyman.guard.dashboard;

import static io.boogeyman.guard.dashboard.Happenings.START;
import static io.boogeyman.guard.dashboard.Happenings.asked;
import static io.boogeyman.guard.dashboard.Happenings.escalated;
import static io.boogeyman.guard.dashboard.Happenings.refused;
import static io.boogeyman.guard.dashboard.Happenings.suspicious;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision.Reason;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.Standing;
import io.boogeyman.guard.SettableClock;
import io.boogeyman.guard.dashboard.Overview.Health.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DashboardStateTest {
  private static final Standing TRUSTED = Standing.trusted(0.1);
  private static final Standing WATCHED = suspicious(1, "watched", 0.5);
  private static final Standing REFUSED = suspicious(2, "refused", 1.3);

  private final SettableClock clock = new SettableClock(START);
  private final DashboardState state = new DashboardState(clock);
  private final DashboardFacts facts = new TinyFacts();

  private Overview overview() {
    return state.overview(facts, 200);
  }

  private ClientDetail client(String name) {
    return state.client(new ClientName(name), facts).orElseThrow();
  }

  @Test
  void clients_come_by_level_then_suspicion_then_who_asked_last() {
    state.happened(asked("key:early", START, 1, TRUSTED));
    state.happened(asked("key:late", START.plusSeconds(1), 1, TRUSTED));
    state.happened(asked("key:odd", START, 1, Standing.trusted(0.3)));
    state.happened(asked("key:calmed", START, 1, suspicious(1, "watched", 0.2)));
    state.happened(asked("key:thief", START, 1, REFUSED));
    assertThat(overview().clients())
        .extracting(ClientRow::name)
        .containsExactly("key:thief", "key:calmed", "key:odd", "key:late", "key:early");
  }

  @Test
  void a_client_at_a_glance_tells_what_it_asked_and_got() {
    state.happened(asked("key:acme", START, List.of(1, 1, 0), "full", TRUSTED));
    state.happened(asked("key:acme", START.plusSeconds(5), List.of(1), "label", WATCHED));
    state.happened(refused("key:acme", START.plusSeconds(6), 8, Reason.OVER_BUDGET));
    ClientRow row = overview().clients().get(0);
    assertThat(row.images()).isEqualTo(4);
    assertThat(row.refused()).isEqualTo(8);
    assertThat(row.top()).containsExactly(new ClassCounts.Count(1, 3), new ClassCounts.Count(0, 1));
    assertThat(row.spark()).containsExactly(0.1, 0.5);
    assertThat(row.released()).isEqualTo("over budget");
    assertThat(row.refusedNow()).isTrue();
    assertThat(row.seen()).isEqualTo(START.plusSeconds(6).toEpochMilli());
    assertThat(row.budget()).contains(new BudgetUse(250, 1_000, "1,000 images a day"));
  }

  @Test
  void a_client_in_full_tells_evidence_classes_releases_and_steps() {
    state.happened(asked("key:acme", START, List.of(1, 1, 0), "full", TRUSTED));
    state.happened(escalated("key:acme", START.plusSeconds(5), TRUSTED, WATCHED));
    state.happened(asked("key:acme", START.plusSeconds(5), List.of(1), "label", WATCHED));
    state.happened(
        new GuardEvent.Relaxed(
            START.plusSeconds(99), new ClientName("key:acme"), WATCHED, TRUSTED));
    ClientDetail detail = client("key:acme");
    assertThat(detail.history().detectors())
        .extracting(EvidenceHistory.Line::name)
        .containsExactlyInAnyOrder("distance", "density");
    assertThat(detail.classes()).hasSize(2);
    assertThat(detail.spans())
        .extracting(ReleasedSpans.Span::name)
        .containsExactly("full", "label");
    assertThat(detail.steps())
        .extracting(ClientDetail.StepChange::to)
        .containsExactly("trusted", "watched");
    assertThat(detail.row().level()).isZero();
  }

  @Test
  void a_client_who_is_not_remembered_is_nobody() {
    assertThat(state.client(new ClientName("key:nobody"), facts)).isEmpty();
  }

  @Test
  void who_is_refused_for_suspicion_is_a_suspect_even_if_nothing_else_is_known_of_him() {
    state.happened(refused("key:thief", START, 1, Reason.SUSPECTED));
    assertThat(overview().clients().get(0).step()).isEqualTo("refused");
    assertThat(overview().figures().suspects()).isEqualTo(1);
  }

  @Test
  void rates_are_over_the_last_ten_whole_seconds() {
    for (int second = 0; second < 60; second++) {
      state.happened(asked("key:acme", START.plusSeconds(second), 6, TRUSTED));
    }
    clock.advance(Duration.ofSeconds(60));
    Overview.Figures figures = overview().figures();
    assertThat(figures.images()).isEqualTo(6);
    assertThat(figures.requests()).isEqualTo(1);
    assertThat(figures.answered()).isEqualTo(59 * 6);
    assertThat(figures.totals().images()).isEqualTo(360);
    assertThat(figures.latency().whole().median()).isCloseTo(7, within(0.3));
    assertThat(overview().series().images()).hasSize(180).endsWith(30L, 30L);
  }

  @Test
  void escalations_are_alerts_the_newest_first_and_no_more_than_200() {
    for (int i = 0; i < 300; i++) {
      state.happened(escalated("key:c" + i, START, TRUSTED, WATCHED));
    }
    List<Overview.Alert> alerts = overview().alerts();
    assertThat(alerts).hasSize(200);
    assertThat(alerts.get(0).client()).isEqualTo("key:c299");
    assertThat(alerts.get(0).id()).isEqualTo(300);
    assertThat(alerts.get(0).detector()).isEqualTo("distance");
    assertThat(alerts.get(0).alert()).isTrue();
  }

  @Test
  void policies_are_told_the_one_in_force_first() {
    state.happened(new GuardEvent.PolicyInForce(START, "1", "ann", "aa", Map.of()));
    state.happened(new GuardEvent.PolicyInForce(START.plusSeconds(1), "2", "bob", "bb", Map.of()));
    assertThat(overview().policies())
        .extracting(Overview.PolicyLoad::version)
        .containsExactly("2", "1");
  }

  @Test
  void a_model_that_answers_nobody_is_failing_and_one_that_answers_some_is_impaired() {
    assertThat(overview().health().state()).isEqualTo(State.HEALTHY);
    ClientName acme = new ClientName("key:acme");
    state.happened(new GuardEvent.ModelFailed(START, acme, 4, "connection refused"));
    assertThat(overview().health())
        .isEqualTo(
            new Overview.Health(State.FAILING, "the model does not answer: connection refused"));
    state.happened(asked("key:acme", START, 1, TRUSTED));
    assertThat(overview().health().state()).isEqualTo(State.IMPAIRED);
    clock.advance(Duration.ofSeconds(61));
    assertThat(overview().health().state()).isEqualTo(State.HEALTHY);
    assertThat(overview().failures()).hasSize(1);
  }

  @Test
  void detectors_that_do_not_keep_up_impair_it() {
    state.happened(new GuardEvent.DetectorsLate(START, new ClientName("key:acme"), 16, true));
    assertThat(overview().health().state()).isEqualTo(State.IMPAIRED);
    assertThat(overview().figures().late()).isEqualTo(16);
  }

  @Test
  void what_no_event_tells_is_taken_from_the_facts() {
    DashboardFacts full =
        new DashboardFacts() {
          @Override
          public String modelName() {
            return "signs";
          }

          @Override
          public String modelVersion() {
            return "3";
          }

          @Override
          public List<String> classNames() {
            return List.of();
          }

          @Override
          public Optional<String> trouble() {
            return Optional.of("the disk is full");
          }
        };
    assertThat(state.overview(full, 1).health())
        .isEqualTo(new Overview.Health(State.FAILING, "the disk is full"));
  }

  @Test
  void a_thief_among_a_hundred_thousand_clients_is_not_forgotten() {
    state.happened(asked("key:thief", START, 1, REFUSED));
    state.happened(asked("key:odd", START, 1, Standing.trusted(0.4)));
    crowd(100_000);
    Overview overview = overview();
    assertThat(overview.clients()).hasSize(200);
    assertThat(overview.clients())
        .extracting(ClientRow::name)
        .startsWith("key:thief", "key:odd", "address:99999");
    assertThat(overview.figures().clients()).isCloseTo(100_002L, within(2_500L));
    assertThat(state.remembered()).isLessThanOrEqualTo(2 * ClientTable.KEPT + 1);
  }

  private void crowd(int clients) {
    for (int i = 0; i < clients; i++) {
      Instant at = START.plusMillis(i);
      state.happened(asked("address:" + i, at, 1, Standing.trusted(0)));
    }
    clock.advance(Duration.ofMillis(clients));
  }
}
