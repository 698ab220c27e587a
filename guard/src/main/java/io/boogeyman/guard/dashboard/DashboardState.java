package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.guard.dashboard.Overview.Health;
import io.boogeyman.guard.dashboard.Overview.Health.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the dashboard knows, gathered from events: rates of the last 15 minutes, the most suspicious
 * clients with the evidence against them, alerts, policies, latencies. It begins anew with every
 * start of the gateway; what must not be forgotten is in the audit log.
 *
 * <p>Cost: a look into a table and some additions an event, and a bounded space however many
 * clients there are: when more than 2,048 are remembered, the less suspicious half is forgotten.
 * Whoever looks makes nobody wait. Safe for several threads.
 */
public final class DashboardState implements GuardListener {
  private final Clock clock;
  private final ClientTable clients = new ClientTable();
  private final Traffic traffic = new Traffic();
  private final Incidents incidents = new Incidents();

  /**
   * @param clock the one that the events' times are of
   */
  public DashboardState(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void happened(GuardEvent event) {
    if (event instanceof GuardEvent.Asked asked) {
      traffic.asked(asked);
      view(asked.client(), asked.at()).asked(asked);
    } else if (event instanceof GuardEvent.Refused refused) {
      traffic.refused(refused);
      view(refused.client(), refused.at()).refused(refused);
    } else if (event instanceof GuardEvent.Escalated escalated) {
      incidents.escalated(escalated);
      view(escalated.client(), escalated.at()).escalated(escalated);
    } else if (event instanceof GuardEvent.Relaxed relaxed) {
      view(relaxed.client(), relaxed.at()).relaxed(relaxed);
    } else if (event instanceof GuardEvent.DetectorsLate late) {
      traffic.late(late);
    } else if (event instanceof GuardEvent.ModelFailed failed) {
      incidents.failed(failed); // before it is counted: who sees the count looks for the reason
      traffic.failed(failed);
    } else if (event instanceof GuardEvent.PolicyInForce policy) {
      incidents.loaded(policy);
    }
  }

  private ClientView view(ClientName client, Instant at) {
    return clients.of(client, at);
  }

  /**
   * All of it now.
   *
   * @param shown clients at most
   */
  Overview overview(DashboardFacts facts, int shown) {
    Instant now = clock.instant();
    List<ClientView.Rank> ranked = clients.ranked();
    Overview.Figures figures = traffic.figures(now, suspects(ranked));
    return new Overview(
        now.toEpochMilli(),
        new Overview.Model(facts.modelName(), facts.modelVersion(), facts.classNames()),
        health(figures, facts),
        figures,
        traffic.series(now),
        ranked.stream().limit(shown).map(rank -> row(rank.view(), facts)).toList(),
        incidents.alerts(),
        incidents.failures(),
        incidents.policies(),
        facts.policy().map(PolicyRules::of));
  }

  private static ClientRow row(ClientView view, DashboardFacts facts) {
    return view.row().with(facts.budget(view.name()));
  }

  private static long suspects(List<ClientView.Rank> ranked) {
    return ranked.stream().takeWhile(rank -> rank.level() > 0).count();
  }

  private Health health(Overview.Figures figures, DashboardFacts facts) {
    if (facts.trouble().isPresent()) {
      return new Health(State.FAILING, facts.trouble().get());
    }
    if (figures.failed() > 0) {
      String reason = incidents.failures().get(0).reason();
      return figures.answered() == 0
          ? new Health(State.FAILING, "the model does not answer: " + reason)
          : new Health(State.IMPAIRED, "the model now and then does not answer: " + reason);
    }
    return figures.late() > 0
        ? new Health(State.IMPAIRED, "detectors do not keep up")
        : new Health(State.HEALTHY, "model and detectors answer in time");
  }

  /** How many of the remembered clients stand on a step of suspicion. */
  public long suspected() {
    return suspects(clients.ranked());
  }

  /** How many clients are remembered. */
  int remembered() {
    return clients.size();
  }

  /** All that is remembered of a client; empty if it is not remembered. */
  Optional<ClientDetail> client(ClientName name, DashboardFacts facts) {
    return clients.find(name).map(view -> view.detail(clock.instant()).with(facts.budget(name)));
  }
}
