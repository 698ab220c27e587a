package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.text.DurationText;
import io.boogeyman.defend.release.ReleaseSettings;
import io.boogeyman.defend.release.Releases;
import io.boogeyman.defend.watermark.TriggerSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a policy does, in sentences. */
public final class PolicyExplanation {
  private final Policy policy;
  private final List<String> sentences = new ArrayList<>();

  private PolicyExplanation(Policy policy) {
    this.policy = policy;
  }

  /** The sentences, in the order in which a query meets what they are about. */
  public static List<String> of(PolicyFile file) {
    PolicyExplanation explanation = new PolicyExplanation(file.policy());
    explanation.say(
        "Policy %s of %s protects the model '%s' (%s).",
        file.policy().version(),
        file.policy().author(),
        file.policy().model().name(),
        file.policy().model().victim());
    file.policy().model().input().ifPresent(explanation::input);
    file.policy().model().output().ifPresent(explanation::output);
    explanation.clients(file.policy().allowances());
    explanation.detectors();
    explanation.say("Everybody gets: %s.", text(file.policy().release()));
    explanation.steps();
    explanation.retention(file.policy().kept());
    explanation.say("Digest: %s.", file.digest());
    return List.copyOf(explanation.sentences);
  }

  private void say(String sentence, Object... values) {
    sentences.add(String.format(Locale.ROOT, sentence, values));
  }

  private void input(JsonNode input) {
    if (input.isTextual()) {
      say("A gateway's clients send the tensor that the model takes.");
      return;
    }
    String type = word(input, "type", "FP32");
    StringBuilder values = new StringBuilder();
    values.append(input.path("normalisation").asText(type.equals("UINT8") ? "raw" : "unit"));
    for (String number : List.of("scale", "mean", "deviation")) {
      if (input.has(number)) {
        values.append(", ").append(number).append(' ').append(input.get(number));
      }
    }
    say(
        "A gateway's clients send a tensor '%s': %s, %s, %s, normalisation %s.",
        input.path("name").asText("input"),
        type,
        word(input, "layout", "NCHW"),
        word(input, "channels", "RGB"),
        values);
  }

  private static String word(JsonNode input, String field, String usual) {
    return input.path(field).asText(usual).toUpperCase(Locale.ROOT);
  }

  private void output(JsonNode output) {
    say(
        "They are answered with a tensor that %s.",
        output.isTextual()
            ? "has the name of the model's own"
            : "is called '" + output.path("name").asText() + "'");
  }

  private void clients(ClientSettings clients) {
    clients
        .each()
        .ifPresentOrElse(
            each -> say("A client may ask %s.", each), () -> say("A client may ask without end."));
    clients
        .accounts()
        .ifPresent(
            accounts ->
                accounts.forEach((name, own) -> say("The client %s may ask %s.", name, own)));
    clients.all().ifPresent(all -> say("All clients together may ask %s.", all));
    if (policy.authentication().isEmpty()) {
      say("Nothing says how clients are known: a gateway needs 'authentication'.");
    }
  }

  private void detectors() {
    policy
        .detectors()
        .ifPresentOrElse(
            this::detectors, () -> say("Nothing watches what is asked: any thief is served."));
  }

  private void detectors(DetectorSettings detectors) {
    if (!detectors.watch().isEmpty()) {
      say(
          "%s, calibrated in %s, bet%s against every client; suspicion is the strongest evidence,"
              + " and 1 where one of them accuses.",
          String.join(", ", detectors.watch()),
          detectors.calibration().orElseThrow(),
          detectors.watch().size() == 1 ? "s" : "");
    }
    if (detectors.watch().size() > 1) {
      say(
          "Each accuses as rarely as it was calibrated to; the %d together up to %1$d times as"
              + " often.",
          detectors.watch().size());
    }
    detectors
        .prada()
        .ifPresent(prada -> say("PRADA accuses where W falls under %s.", prada.delta()));
    detectors
        .time()
        .ifPresent(
            time ->
                say(
                    "An answer waits %s for them at most; if they are late it is %s.",
                    DurationText.of(time),
                    detectors.whenLate() == DetectorSettings.Late.OPEN ? "released" : "refused"));
  }

  private void steps() {
    for (SuspicionStep step : policy.suspicion()) {
      List<String> does = new ArrayList<>();
      if (step.refuses()) {
        does.add("nothing is answered");
      }
      step.release().ifPresent(release -> does.add("answers become " + text(release)));
      step.delay()
          .ifPresent(delay -> does.add("answers are held back for " + DurationText.of(delay)));
      if (step.alerts()) {
        does.add("somebody is alerted");
      }
      say(
          "From a suspicion of %s ('%s') %s, for at least %s%s.",
          step.at(),
          step.step(),
          does.isEmpty() ? "nothing changes" : String.join(", ", does),
          DurationText.of(step.least()),
          step.refuses()
              ? "; then the evidence is forgotten"
              : " and until it has fallen to " + step.end());
    }
  }

  private void retention(Retention retention) {
    Duration clients = retention.ofClients();
    say(
        "A client is forgotten %s after it asked last; the audit log is kept for %s.",
        DurationText.of(clients), DurationText.of(retention.ofAudit()));
    if (policy.chains().stream().anyMatch(chain -> Releases.watermark(chain).isPresent())) {
      say(
          "%s",
          retention
              .triggers()
              .map(
                  time ->
                      ("Images of clients that dawn marked are kept for %s after their answer, %d"
                              + " of a client and month at most; suspects are asked them.")
                          .formatted(DurationText.of(time), TriggerSet.MOST))
              .orElse(
                  "What dawn marks is not kept, so that no suspect can be verified: that takes"
                      + " retention.triggers."));
    }
  }

  private static String text(List<ReleaseSettings> release) {
    return release.stream()
        .map(one -> one.parameters().isEmpty() ? one.name() : one.name() + " " + one.parameters())
        .collect(Collectors.joining(", then "));
  }
}
