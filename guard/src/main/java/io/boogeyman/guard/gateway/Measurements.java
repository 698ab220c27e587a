package io.boogeyman.guard.gateway;

import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.guard.metrics.GuardMetrics;
import io.boogeyman.guard.server.TrafficListener;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Counts and times of what happens.
 *
 * @param log told when the gateway itself goes wrong
 */
record Measurements(GuardMetrics metrics, Consumer<String> log)
    implements GuardListener, TrafficListener {

  @Override
  public void happened(GuardEvent event) {
    if (event instanceof GuardEvent.Asked asked) {
      asked.released().forEach(kind -> metrics.released(1, kind));
      metrics.marked(asked.marked());
      metrics.asked(asked.timing().model());
      metrics.detected(asked.timing().detectors());
    } else if (event instanceof GuardEvent.Escalated up) {
      metrics.escalated(up.to().step());
    } else if (event instanceof GuardEvent.Relaxed) {
      metrics.relaxed();
    } else if (event instanceof GuardEvent.Refused refused) {
      metrics.refused(refused.refusal().reason().toString());
    } else if (event instanceof GuardEvent.DetectorsLate) {
      metrics.detectorsLate();
    } else if (event instanceof GuardEvent.ModelFailed) {
      metrics.upstreamFailed();
    } else if (event instanceof GuardEvent.PolicyInForce policy) {
      metrics.policy(policy.version(), policy.digest());
    }
  }

  @Override
  public void answered(String protocol, int status, Duration took) {
    metrics.requested(protocol, outcome(status), took);
  }

  private static String outcome(int status) {
    if (status < 400) {
      return "released";
    }
    if (status == 401 || status == 403 || status == 429) {
      return "refused";
    }
    return status < 500 ? "invalid" : "failed";
  }

  @Override
  public void failed(Throwable cause) {
    log.accept(OneLine.of("the gateway failed: " + cause));
  }

  @Override
  public void shed(String protocol) {
    metrics.refused("OVERLOADED");
  }
}
