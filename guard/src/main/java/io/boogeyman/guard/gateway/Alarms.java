package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.audit.Alert;
import io.boogeyman.guard.audit.AlertSink;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Alerts of clients that reach a step at which somebody is to be told.
 *
 * @param policy the one in force
 * @param sink where they go
 */
record Alarms(Supplier<PolicyFile> policy, AlertSink sink) implements GuardListener {

  @Override
  public void happened(GuardEvent event) {
    if (event instanceof GuardEvent.Escalated up && up.alert()) {
      PolicyFile file = policy.get();
      sink.send(
          new Alert(
              up.at(),
              up.to().suspicion() >= 1 ? Alert.Severity.CRITICAL : Alert.Severity.WARNING,
              "suspected model extraction",
              Optional.of(up.client()),
              up.queries(),
              up.evidence(),
              up.to().step(),
              file.policy().version(),
              file.policy().model().version().orElse("1")));
    }
  }
}
