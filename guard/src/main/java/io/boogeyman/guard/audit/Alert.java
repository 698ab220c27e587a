package io.boogeyman.guard.audit;

import io.boogeyman.defend.policy.ClientName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody should know at once, with all that OWASP AISVS 12.2.4 wants to be told of suspected
 * extraction: who, how much, on which statistics, under which policy and model.
 *
 * @param at when it happened
 * @param severity how urgent it is
 * @param what happened, in one line
 * @param client whom it is about; nothing if it is about none
 * @param images that the client has asked so far: the volume
 * @param statistics of the detectors, by name: score, threshold, p-value
 * @param action what the gateway does about it: the step of the policy
 * @param policyVersion in force
 * @param modelVersion asked
 */
public record Alert(
    Instant at,
    Severity severity,
    String what,
    Optional<ClientName> client,
    long images,
    Map<String, Double> statistics,
    String action,
    String policyVersion,
    String modelVersion) {

  /** How urgent it is. */
  public enum Severity {
    /** To be looked at today. */
    WARNING,
    /** To be looked at now. */
    CRITICAL
  }

  /** Copies the statistics. */
  public Alert {
    statistics = Map.copyOf(statistics);
  }

  /** As JSON says it, in the order in which people read it. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", at.toString());
    fields.put("severity", severity.name().toLowerCase(Locale.ROOT));
    fields.put("text", line());
    fields.put("what", what);
    client.ifPresent(name -> fields.put("client", name.value()));
    fields.put("images", images);
    fields.put("statistics", new TreeMap<>(statistics));
    fields.put("action", action);
    fields.put("policy", policyVersion);
    fields.put("model", modelVersion);
    return fields;
  }

  /** For people, in one line. */
  String line() {
    return severity
        + " "
        + what
        + client.map(name -> ": " + name.value() + ", " + images + " images").orElse("")
        + "; "
        + action
        + " (policy "
        + policyVersion
        + ", model "
        + modelVersion
        + ")";
  }
}
