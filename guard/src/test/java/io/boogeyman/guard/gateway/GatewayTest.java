package io.boogeyman.guard.gateway;

import static io.boogeyman.guard.gateway.SignGateway.ask;
import static io.boogeyman.guard.gateway.SignGateway.probabilities;
import static io.boogeyman.guard.gateway.SignGateway.scrape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.EnforcementParts;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.MemoryLedger;
import io.boogeyman.defend.policy.MemoryStates;
import io.boogeyman.defend.policy.PolicyApi;
import io.boogeyman.defend.policy.WaitingClock;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.guard.audit.AuditVerification;
import io.boogeyman.guard.client.ApiKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class GatewayTest {
  private static final String POLICY =
      SignGateway.POLICY.replace(
          "release: [full]",
          """
          clients: {each: {images: 40, per: ever}}
          release: [{reverse-sigmoid: {beta: 0.5, gamma: 0.2}}, round-3]""");

  @RegisterExtension private static final Gateways GATEWAYS = new Gateways();
  @TempDir private static Path folder;
  private SignGateway signs;

  @BeforeEach
  void writePolicy() throws IOException {
    signs = SignGateway.in(folder, POLICY);
  }

  private Gateway start() throws IOException {
    return GATEWAYS.endLater(signs.start());
  }

  /** What an audit of the same policy gets. */
  private List<Answer> audited(ImageBatch images) throws IOException {
    PolicyFile file = new PolicyReader().read(signs.policy);
    WaitingClock clock = new WaitingClock();
    EnforcementParts parts =
        new EnforcementParts(
            signs.model,
            SignGateway.watch(file),
            SignGateway.ladder(file),
            new MemoryLedger(file.policy().allowances()),
            new MemoryStates());
    try (Enforcement guard =
        Enforcement.audited(file, parts, clock, GuardListener.SILENT, SignGateway.LIVE)) {
      List<ClientName> one = List.of(new ClientName("key:acme"));
      return new PolicyApi(guard, one, clock, Duration.ZERO).ask(images);
    }
  }

  @Test
  void serves_what_an_audit_of_the_same_policy_gets() throws IOException {
    Gateway gateway = start();
    for (int brightness = 0; brightness < 256; brightness += 15) {
      Answer audited = audited(SignModel.image(brightness)).get(0);
      assertThat(new Answer.Vector(probabilities(ask(gateway, brightness))))
          .as("brightness %d", brightness)
          .isEqualTo(audited);
    }
  }

  @Test
  void answers_nobody_whom_it_does_not_know() throws IOException {
    Gateway gateway = start();
    assertThat(ask(gateway, ApiKeys.generate().key(), 1).status().code()).isEqualTo(401);
  }

  @Test
  void remembers_budgets_when_it_is_started_again() throws IOException {
    try (Gateway gateway = signs.start()) {
      for (int i = 0; i < 30; i++) {
        assertThat(ask(gateway, i).status().code()).isEqualTo(200);
      }
    }
    try (Gateway gateway = signs.start()) {
      for (int i = 0; i < 10; i++) {
        assertThat(ask(gateway, i).status().code()).isEqualTo(200);
      }
      assertThat(ask(gateway, 1).status().code()).isEqualTo(429);
    }
  }

  @Test
  void charges_nothing_while_its_model_is_away() throws IOException {
    Gateway gateway = start();
    signs.model.fail(true);
    for (int i = 0; i < 41; i++) {
      assertThat(ask(gateway, i).status().code()).isEqualTo(503);
    }
    signs.model.fail(false);
    assertThat(ask(gateway, 1).status().code()).isEqualTo(200);
  }

  @Test
  void leaves_an_audit_log_that_is_whole() throws IOException {
    try (Gateway gateway = signs.start()) {
      ask(gateway, 1);
      ask(gateway, ApiKeys.generate().key(), 1);
    }
    AuditVerification found =
        AuditVerification.verify(signs.state.resolve("audit"), Optional.empty());
    assertThat(found.isWhole()).isTrue();
    assertThat(found.entries()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void seals_its_audit_log_with_a_key() throws IOException, InterruptedException {
    Optional<byte[]> key = Optional.of("a key of enough bytes".getBytes(StandardCharsets.UTF_8));
    GATEWAYS.endLater(signs.start(key));
    Path audit = signs.state.resolve("audit");
    assertThat(AuditVerification.verify(audit, key).isWhole()).isTrue();
    assertThat(AuditVerification.verify(audit, Optional.empty()).isWhole()).isFalse();
  }

  /** Within ε of an answer that was given before, that one is given again. */
  @Test
  void remembers_what_its_releases_must_not_forget_when_it_is_started_again() throws IOException {
    signs =
        SignGateway.in(
            folder, SignGateway.POLICY.replace("[full]", "[modelguard-s: {epsilon: 0.4}]"));
    float[] before;
    try (Gateway gateway = signs.start()) {
      before = probabilities(ask(gateway, 200));
    }
    assertThat(probabilities(ask(start(), 210))).isEqualTo(before);
  }

  @Test
  void shows_its_owner_metrics_that_name_no_client() throws IOException {
    Gateway gateway = start();
    ask(gateway, 1);
    assertThat(scrape(gateway))
        .contains("boogeyman_guard_images_total 1.0")
        .contains("boogeyman_guard_policy_info")
        .doesNotContain("acme");
  }

  @Test
  void shows_whoever_has_the_admin_key_what_it_does_to_whom() throws IOException {
    Gateway gateway = start();
    ask(gateway, 1);
    WebClient owner = WebClient.of("http://127.0.0.1:" + gateway.adminPort());
    assertThat(owner.get("/ui/api/state").aggregate().join().status().code()).isEqualTo(401);
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.GET, "/ui/api/state")
            .set("authorization", "Bearer " + SignGateway.ADMIN)
            .build();
    String state = owner.execute(headers).aggregate().join().contentUtf8();
    assertThat(state).contains("key:acme").contains("40 images in all");
  }

  @Test
  void needs_to_be_told_how_clients_are_known() throws IOException {
    Files.writeString(signs.policy, POLICY.replaceAll("authentication:\n.*\n", ""));
    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing says how clients are known");
  }
}
