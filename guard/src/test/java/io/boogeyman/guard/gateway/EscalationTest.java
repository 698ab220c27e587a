package io.boogeyman.guard.gateway;

import static io.boogeyman.guard.gateway.SignGateway.ask;
import static io.boogeyman.guard.gateway.SignGateway.askForeign;
import static io.boogeyman.guard.gateway.SignGateway.probabilities;
import static io.boogeyman.guard.gateway.SignGateway.scrape;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that a client has asked images that are not its owner's, until it refused him. */
@Tag("slow")
class EscalationTest {
  private static final String POLICY =
      SignGateway.POLICY
          + """
          detectors: {calibration: signs.calibration, watch: [energy]}
          suspicion:
            - {step: coarse, at: 0.3, release: [label]}
            - {step: refused, at: 1, hold: 1d, refuse: true, alert: true}
          """;

  @RegisterExtension private static final Gateways GATEWAYS = new Gateways();
  @TempDir private static Path folder;
  private static final List<AggregatedHttpResponse> ANSWERS = new ArrayList<>();
  private static SignGateway signs;
  private static Gateway gateway;

  @BeforeAll
  static void askUntilRefused() throws IOException {
    signs = SignGateway.in(folder, POLICY);
    gateway = GATEWAYS.endLater(signs.start());
    for (int i = 0; last() != 403 && i < 50; i++) {
      ANSWERS.add(askForeign(gateway, i));
    }
  }

  private static int last() {
    return ANSWERS.isEmpty() ? 0 : ANSWERS.get(ANSWERS.size() - 1).status().code();
  }

  @Test
  void answers_coarser_before_it_refuses() throws IOException {
    assertThat(probabilities(ANSWERS.get(0))).containsExactly(0.75f, 0.25f, 0);
    assertThat(probabilities(ANSWERS.get(ANSWERS.size() - 2))).containsExactly(1, 0, 0);
    assertThat(last()).isEqualTo(403);
  }

  @Test
  void refuses_then_whatever_the_client_asks() {
    assertThat(ask(gateway, 1).status().code()).isEqualTo(403);
  }

  @Test
  void records_the_steps_between_the_answers() throws IOException {
    List<JsonNode> entries =
        signs.audit().stream()
            .filter(entry -> entry.path("client").asText().equals("key:acme"))
            .toList();
    List<String> events = entries.stream().map(entry -> entry.path("event").asText()).toList();
    assertThat(events).startsWith("answered").containsSubsequence("escalated", "answered");
    assertThat(events).containsSubsequence("answered", "escalated", "refused");
    assertThat(entries)
        .filteredOn(entry -> entry.path("event").asText().equals("escalated"))
        .extracting(entry -> entry.path("from").asText() + " to " + entry.path("step").asText())
        .containsExactly("trusted to coarse", "coarse to refused");
  }

  @Test
  void alerts_of_the_step_that_is_to_be_told() {
    assertThat(signs.log)
        .containsExactly(
            "CRITICAL suspected model extraction: key:acme, %d images; refused (policy 1, model 1)"
                .formatted(ANSWERS.size()));
  }

  @Test
  void counts_every_step() {
    assertThat(scrape(gateway))
        .contains("boogeyman_guard_escalations_total{step=\"coarse\"} 1.0")
        .contains("boogeyman_guard_escalations_total{step=\"refused\"} 1.0")
        .contains("boogeyman_guard_clients_suspected 1.0");
  }

  @Test
  void refuses_still_after_a_kill_and_after_a_stop() throws IOException {
    SignGateway killed = signs.killed();
    try (Gateway again = killed.start()) {
      assertThat(ask(again, 1).status().code()).as("after a kill").isEqualTo(403);
    }
    Gateway again = GATEWAYS.endLater(killed.start());
    assertThat(ask(again, 1).status().code()).as("after a stop").isEqualTo(403);
  }
}
