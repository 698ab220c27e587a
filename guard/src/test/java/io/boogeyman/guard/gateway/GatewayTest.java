package io.boogeyman.guard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.EnforcementParts;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.MemoryLedger;
import io.boogeyman.defend.policy.MemoryStates;
import io.boogeyman.defend.policy.PolicyApi;
import io.boogeyman.defend.policy.ReleaseLadder;
import io.boogeyman.defend.policy.WaitingClock;
import io.boogeyman.defend.policy.Watch;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.guard.audit.AlertLines;
import io.boogeyman.guard.audit.AuditVerification;
import io.boogeyman.guard.client.ApiKey;
import io.boogeyman.guard.client.ApiKeys;
import io.boogeyman.guard.dashboard.AdminKey;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.guard.server.ServerSettings;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class GatewayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ApiKey KEY = ApiKeys.generate();
  private static final String ADMIN = "the key of the one on call";
  private static final int LIVE = 100;

  private static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model: {victim: signs, name: signs}
      authentication:
        keys: [{client: acme, sha256: %s}]
      clients: {each: {images: 40, per: ever}}
      release: [{reverse-sigmoid: {beta: 0.5, gamma: 0.2}}, round-3]
      """
          .formatted(KEY.sha256());

  @TempDir private Path folder;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final SignModel model = new SignModel();
  private Path policy;

  @BeforeEach
  void writePolicy() throws IOException {
    policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
  }

  private Gateway start() throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Gateway.start(
        new GatewaySettings(
            ServerSettings.at(free),
            free,
            Optional.of(AdminKey.of(ADMIN)),
            Optional.empty(),
            folder.resolve("state")),
        new PolicyReader().read(policy),
        (file, ledger, states, listener) ->
            new PolicyOpener.Opened(
                Enforcement.served(
                    file,
                    new EnforcementParts(model, nobody(), ladder(file), ledger, states),
                    Clock.systemUTC(),
                    listener,
                    LIVE),
                input(),
                () -> {}),
        new AlertLines(log::add),
        log::add);
  }

  private static Watch nobody() {
    return new Watch(List.of(), Optional.empty(), 12, new Seed(1), () -> {});
  }

  private static ReleaseLadder ladder(PolicyFile file) {
    return ReleaseLadder.of(
        file.policy(),
        new ReleaseMeans(
            ReleaseKey.of(new byte[16]), 3, SignModel.SHAPE, Compute.cpu(1), Path.of("")));
  }

  private static TensorInput input() {
    return new TensorInput(
        "input",
        new Preprocessing(
            SignModel.SHAPE,
            SignModel.SHAPE,
            Layout.NCHW,
            Channels.RGB,
            ElementType.FP32,
            Normalisation.UNIT));
  }

  private static AggregatedHttpResponse ask(Gateway gateway, String key, int brightness) {
    StringBuilder body = new StringBuilder("{\"instances\": [[");
    for (int channel = 0; channel < 3; channel++) {
      body.append(channel == 0 ? "" : ",")
          .append("[[")
          .append(channel == 0 ? brightness / 255.0 : 0)
          .append(",0],[0,0]]");
    }
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, "/v1/models/signs:predict")
            .contentType(MediaType.JSON)
            .set("x-api-key", key)
            .build();
    return WebClient.of("http://127.0.0.1:" + gateway.port())
        .execute(HttpRequest.of(headers, HttpData.ofUtf8(body + "]]}")))
        .aggregate()
        .join();
  }

  private static float[] probabilities(AggregatedHttpResponse response) throws IOException {
    JsonNode answer = JSON.readTree(response.contentUtf8()).at("/predictions/0");
    float[] values = new float[answer.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = answer.get(k).floatValue();
    }
    return values;
  }

  /** What an audit of the same policy gets. */
  private List<Answer> audited(ImageBatch images) throws IOException {
    PolicyFile file = new PolicyReader().read(policy);
    WaitingClock clock = new WaitingClock();
    EnforcementParts parts =
        new EnforcementParts(
            model,
            nobody(),
            ladder(file),
            new MemoryLedger(file.policy().allowances()),
            new MemoryStates());
    try (Enforcement guard = Enforcement.audited(file, parts, clock, GuardListener.SILENT, LIVE)) {
      List<ClientName> one = List.of(new ClientName("key:acme"));
      return new PolicyApi(guard, one, clock, Duration.ZERO).ask(images);
    }
  }

  @Test
  void serves_what_an_audit_of_the_same_policy_gets() throws IOException {
    try (Gateway gateway = start()) {
      for (int brightness = 0; brightness < 256; brightness += 15) {
        Answer audited = audited(SignModel.image(brightness)).get(0);
        assertThat(new Answer.Vector(probabilities(ask(gateway, KEY.key(), brightness))))
            .as("brightness %d", brightness)
            .isEqualTo(audited);
      }
    }
  }

  @Test
  void answers_nobody_whom_it_does_not_know() throws IOException {
    try (Gateway gateway = start()) {
      assertThat(ask(gateway, ApiKeys.generate().key(), 1).status().code()).isEqualTo(401);
    }
  }

  @Test
  void remembers_budgets_when_it_is_started_again() throws IOException {
    try (Gateway gateway = start()) {
      for (int i = 0; i < 30; i++) {
        assertThat(ask(gateway, KEY.key(), i).status().code()).isEqualTo(200);
      }
    }
    try (Gateway gateway = start()) {
      for (int i = 0; i < 10; i++) {
        assertThat(ask(gateway, KEY.key(), i).status().code()).isEqualTo(200);
      }
      assertThat(ask(gateway, KEY.key(), 1).status().code()).isEqualTo(429);
    }
  }

  @Test
  void charges_nothing_while_its_model_is_away() throws IOException {
    try (Gateway gateway = start()) {
      model.fail(true);
      for (int i = 0; i < 60; i++) {
        assertThat(ask(gateway, KEY.key(), i).status().code()).isEqualTo(503);
      }
      model.fail(false);
      assertThat(ask(gateway, KEY.key(), 1).status().code()).isEqualTo(200);
    }
  }

  private void await(String line) throws InterruptedException {
    for (int tries = 0; tries < 200 && log.stream().noneMatch(l -> l.contains(line)); tries++) {
      Thread.sleep(50);
    }
    assertThat(log).anyMatch(l -> l.contains(line));
  }

  @Test
  void takes_up_a_changed_policy_while_it_serves() throws IOException, InterruptedException {
    try (Gateway gateway = start()) {
      ask(gateway, KEY.key(), 255);
      Files.writeString(
          policy,
          POLICY.replace("version: \"1\"", "version: \"2\"").replace(", round-3", ", label"));
      await("policy 2 of jane is in force");
      AggregatedHttpResponse answer = ask(gateway, KEY.key(), 255);
      assertThat(JSON.readTree(answer.contentUtf8()).at("/predictions/0").isArray()).isFalse();
    }
  }

  @Test
  void goes_on_under_the_old_policy_where_the_new_one_is_none()
      throws IOException, InterruptedException {
    try (Gateway gateway = start()) {
      Files.writeString(policy, POLICY.replace("images: 40", "images: many"));
      await("policy.yaml, line 7, clients.each.images");
      assertThat(ask(gateway, KEY.key(), 1).status().code()).isEqualTo(200);
    }
  }

  @Test
  void knows_the_policy_before_the_one_in_force() throws IOException, InterruptedException {
    try (Gateway gateway = start()) {
      Files.writeString(policy, POLICY.replace("version: \"1\"", "version: \"2\""));
      await("policy 2 of jane is in force");
      Path before = new PolicyHistory(folder.resolve("state")).before().orElseThrow();
      assertThat(Files.readString(before)).isEqualTo(POLICY);
      assertThat(gateway.port()).isPositive();
    }
  }

  @Test
  void leaves_an_audit_log_that_is_whole() throws IOException {
    try (Gateway gateway = start()) {
      ask(gateway, KEY.key(), 1);
      ask(gateway, ApiKeys.generate().key(), 1);
    }
    AuditVerification found =
        AuditVerification.verify(folder.resolve("state").resolve("audit"), Optional.empty());
    assertThat(found.isWhole()).isTrue();
    assertThat(found.entries()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void shows_its_owner_metrics_that_name_no_client() throws IOException {
    try (Gateway gateway = start()) {
      ask(gateway, KEY.key(), 1);
      String metrics =
          WebClient.of("http://127.0.0.1:" + gateway.adminPort())
              .get("/metrics")
              .aggregate()
              .join()
              .contentUtf8();
      assertThat(metrics)
          .contains("boogeyman_guard_images_total 1.0")
          .contains("boogeyman_guard_policy_info")
          .doesNotContain("acme");
    }
  }

  @Test
  void shows_whoever_has_the_admin_key_what_it_does_to_whom() throws IOException {
    try (Gateway gateway = start()) {
      ask(gateway, KEY.key(), 1);
      WebClient owner = WebClient.of("http://127.0.0.1:" + gateway.adminPort());
      assertThat(owner.get("/ui/api/state").aggregate().join().status().code()).isEqualTo(401);
      RequestHeaders headers =
          RequestHeaders.builder(HttpMethod.GET, "/ui/api/state")
              .set("authorization", "Bearer " + ADMIN)
              .build();
      String state = owner.execute(headers).aggregate().join().contentUtf8();
      assertThat(state).contains("key:acme").contains("40 images in all");
    }
  }

  @Test
  void needs_to_be_told_how_clients_are_known() throws IOException {
    Files.writeString(policy, POLICY.replaceAll("authentication:\n.*\n", ""));
    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing says how clients are known");
  }
}
