package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.Standing;
import io.boogeyman.guard.audit.AuditLog;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the audit log holds of events: who, how many images, how he stands and what was released;
 * never an image, and never an answer. What decides about a client is on disk before it goes on.
 */
record AuditTrail(AuditLog log) implements GuardListener {

  @Override
  public void happened(GuardEvent event) {
    if (event instanceof GuardEvent.Asked asked) {
      log.append(asked.at(), "answered", answered(asked));
    } else if (event instanceof GuardEvent.Escalated up) {
      log.record(up.at(), "escalated", escalated(up));
    } else if (event instanceof GuardEvent.Relaxed down) {
      log.record(
          down.at(),
          "relaxed",
          Map.of(
              "client", down.client().value(), "from", down.from().step(), "to", down.to().step()));
    } else if (event instanceof GuardEvent.Refused refused) {
      log.append(refused.at(), "refused", refused(refused));
    } else if (event instanceof GuardEvent.DetectorsLate late) {
      log.append(
          late.at(),
          "detectors late",
          Map.of(
              "client", late.client().value(),
              "images", late.images(),
              "answered", late.answered()));
    } else if (event instanceof GuardEvent.ModelFailed failed) {
      log.append(
          failed.at(),
          "model failed",
          Map.of(
              "client", failed.client().value(),
              "images", failed.images(),
              "reason", failed.reason()));
    } else if (event instanceof GuardEvent.PolicyInForce policy) {
      log.record(
          policy.at(),
          "policy in force",
          Map.of(
              "version",
              policy.version(),
              "author",
              policy.author(),
              "digest",
              policy.digest(),
              "files",
              policy.files()));
    }
  }

  private static Map<String, Object> answered(GuardEvent.Asked asked) {
    Map<String, Integer> released = new LinkedHashMap<>();
    asked.released().forEach(kind -> released.merge(kind, 1, Integer::sum));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("client", asked.client().value());
    details.put("images", asked.images());
    details.put("repeats", asked.repeats());
    details.put("released", released);
    details.putAll(standing(asked.standing()));
    return details;
  }

  private static Map<String, Object> escalated(GuardEvent.Escalated up) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("client", up.client().value());
    details.put("from", up.from().step());
    details.putAll(standing(up.to()));
    details.put("queries", up.queries());
    details.put("evidence", up.evidence());
    return details;
  }

  private static Map<String, Object> refused(GuardEvent.Refused refused) {
    Decision.Refused refusal = refused.refusal();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("client", refused.client().value());
    details.put("images", refused.images());
    details.put("reason", refusal.reason().toString());
    refusal.retryAfter().ifPresent(again -> details.put("again after seconds", again.toSeconds()));
    return details;
  }

  private static Map<String, Object> standing(Standing standing) {
    return Map.of("step", standing.step(), "suspicion", standing.suspicion());
  }
}
