package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.GuardEvent;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The last escalations, failures of the model and policies, the newest first. Safe for several
 * threads.
 */
final class Incidents {
  private static final int ALERTS = 200;
  private static final int OTHERS = 20;

  private final Deque<Overview.Alert> alerts = new ArrayDeque<>();
  private final Deque<Overview.Failure> failures = new ArrayDeque<>();
  private final Deque<Overview.PolicyLoad> policies = new ArrayDeque<>();
  private long count;

  synchronized void escalated(GuardEvent.Escalated event) {
    count++;
    add(
        alerts,
        ALERTS,
        new Overview.Alert(
            count,
            event.at().toEpochMilli(),
            event.client().value(),
            event.from().step(),
            event.to().step(),
            event.to().level(),
            Finite.rounded(event.to().suspicion()),
            event.queries(),
            strongest(event.evidence()),
            event.alert()));
  }

  private static String strongest(Map<String, Double> evidence) {
    return evidence.entrySet().stream()
        .max(Comparator.comparingDouble(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  synchronized void failed(GuardEvent.ModelFailed event) {
    add(
        failures,
        OTHERS,
        new Overview.Failure(
            event.at().toEpochMilli(), event.client().value(), event.images(), event.reason()));
  }

  synchronized void loaded(GuardEvent.PolicyInForce event) {
    add(
        policies,
        OTHERS,
        new Overview.PolicyLoad(
            event.at().toEpochMilli(), event.version(), event.author(), event.digest()));
  }

  private static <T> void add(Deque<T> all, int most, T one) {
    all.addFirst(one);
    if (all.size() > most) {
      all.removeLast();
    }
  }

  synchronized List<Overview.Alert> alerts() {
    return List.copyOf(alerts);
  }

  synchronized List<Overview.Failure> failures() {
    return List.copyOf(failures);
  }

  synchronized List<Overview.PolicyLoad> policies() {
    return List.copyOf(policies);
  }
}
