package io.boogeyman.guard.gateway;

import static io.boogeyman.guard.gateway.SignGateway.ask;
import static io.boogeyman.guard.gateway.SignGateway.asking;
import static io.boogeyman.guard.gateway.SignGateway.await;
import static io.boogeyman.guard.gateway.SignGateway.metadata;
import static io.boogeyman.guard.gateway.SignGateway.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import io.boogeyman.core.image.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose policy's file is changed. */
@Tag("slow")
class ChangedPolicyTest {
  private static final String SECOND =
      SignGateway.POLICY.replace("version: \"1\"", "version: \"2\"").replace("[full]", "[label]");

  /** The public key of RFC 8037, appendix A.2. */
  private static final String KEYS =
      """
      {"keys": [{"kty": "OKP", "crv": "Ed25519",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
      """;

  @RegisterExtension private static final Gateways GATEWAYS = new Gateways();
  @TempDir private static Path folder;
  private SignGateway signs;
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    signs = SignGateway.in(folder, SignGateway.POLICY);
    gateway = GATEWAYS.endLater(signs.start());
  }

  private void change(String text) throws IOException {
    Files.writeString(signs.policy, text);
  }

  /** Full answers are of the first policy, labels of the second: in what they say and how. */
  private static boolean isOfSecond(AggregatedHttpResponse response) throws IOException {
    return prediction(response).isInt();
  }

  @Test
  void takes_up_a_changed_policy_while_it_serves() throws IOException, InterruptedException {
    assertThat(isOfSecond(ask(gateway, 200))).isFalse();
    change(SECOND);
    signs.await("policy 2 of jane is in force");
    assertThat(isOfSecond(ask(gateway, 200))).isTrue();
  }

  @Test
  void answers_what_is_under_way_under_the_old_policy_and_what_comes_then_under_the_new()
      throws IOException, InterruptedException {
    CountDownLatch held = signs.model.hold();
    CompletableFuture<AggregatedHttpResponse> underWay = asking(gateway, 200);
    await(() -> signs.model.underWay() == 1, "the model is asked");
    change(SECOND);
    await(() -> signs.opened.get() == 2, "the second policy is opened");
    CompletableFuture<AggregatedHttpResponse> later = askingUntilItWaits();
    held.countDown();
    assertThat(isOfSecond(underWay.join())).isFalse();
    assertThat(isOfSecond(later.join())).isTrue();
  }

  @Test
  void reads_what_has_waited_by_the_new_policy() throws IOException, InterruptedException {
    CountDownLatch held = signs.model.hold();
    CompletableFuture<AggregatedHttpResponse> underWay = asking(gateway, 200);
    await(() -> signs.model.underWay() == 1, "the model is asked");
    change(SECOND.replace("name: signs}", "name: signs, input: {layout: NHWC}}"));
    await(() -> signs.opened.get() == 2, "the second policy is opened");
    assertThat(metadata(gateway).contentUtf8()).contains(dimensions(3, 2, 2));
    CompletableFuture<AggregatedHttpResponse> later = askingUntilItWaits();
    held.countDown();
    assertThat(isOfSecond(underWay.join())).isFalse();
    assertThat(later.join().contentUtf8()).contains("an instance has a list of 2 where 3 are due");
    assertThat(metadata(gateway).contentUtf8()).contains(dimensions(2, 2, 3));
  }

  private static String dimensions(int... sizes) {
    return Arrays.stream(sizes)
        .mapToObj("{\"size\":\"%d\",\"name\":\"\"}"::formatted)
        .collect(Collectors.joining(","));
  }

  /** Requests that come before the second policy waits for its turn reach the model. */
  private CompletableFuture<AggregatedHttpResponse> askingUntilItWaits()
      throws InterruptedException {
    for (int tries = 0; tries < 20; tries++) {
      int before = signs.model.underWay();
      CompletableFuture<AggregatedHttpResponse> asked = asking(gateway, 200);
      Thread.sleep(200);
      if (signs.model.underWay() == before && !asked.isDone()) {
        return asked;
      }
    }
    throw new AssertionError("no request waits for the second policy");
  }

  @Test
  void says_what_it_serves_while_a_new_policy_waits_for_what_is_under_way()
      throws IOException, InterruptedException {
    CountDownLatch held = signs.model.hold();
    CompletableFuture<AggregatedHttpResponse> underWay = asking(gateway, 200);
    await(() -> signs.model.underWay() == 1, "the model is asked");
    change(SECOND);
    await(() -> signs.opened.get() == 2, "the second policy is opened");
    CompletableFuture<AggregatedHttpResponse> later = askingUntilItWaits();
    assertThat(metadata(gateway).status().code()).isEqualTo(200);
    assertThat(List.of(underWay, later)).noneMatch(CompletableFuture::isDone);
    held.countDown();
  }

  @Test
  void takes_up_a_changed_model_under_the_same_policy() throws IOException, InterruptedException {
    signs = SignGateway.in(folder, SignGateway.POLICY);
    Path model = Files.writeString(signs.policy.resolveSibling("signs"), "first");
    gateway = GATEWAYS.endLater(signs.start());
    Files.writeString(model, "the second");
    signs.await("; signs is another");
    assertThat(signs.opened.get()).isEqualTo(2);
    assertThat(auditedModels())
        .containsExactly(
            "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e",
            "066085a464c84cc7b1517dd07b6004b4808b91236491eebf645e6a6b95436d38");
  }

  @Test
  void goes_on_with_the_model_that_it_has_while_the_files_are_gone()
      throws IOException, InterruptedException {
    signs = SignGateway.in(folder, SignGateway.POLICY);
    Path model = Files.writeString(signs.policy.resolveSibling("signs"), "first");
    gateway = GATEWAYS.endLater(signs.start());
    signs.modelsCanBeOpened(false);
    Files.delete(model);
    signs.await("there is no file signs.safetensors");
    assertThat(ask(gateway, 200).status().code()).isEqualTo(200);
    signs.modelsCanBeOpened(true);
    Files.writeString(model, "the second");
    signs.await("; signs is another");
    assertThat(ask(gateway, 200).status().code()).isEqualTo(200);
  }

  @Test
  void goes_on_under_the_old_policy_where_the_new_model_takes_other_images()
      throws IOException, InterruptedException {
    signs.serve(new SignModel(ImageShape.square(3)));
    change(SECOND);
    signs.await("its model takes other images than the one before; start the gateway anew");
    assertThat(isOfSecond(ask(gateway, 200))).isFalse();
  }

  /** What {@code sha256sum} says of the model of each policy that came into force. */
  private List<String> auditedModels() throws IOException, InterruptedException {
    await(() -> policiesInForce().size() == 2, "both are in the audit log");
    return policiesInForce().stream().map(entry -> entry.at("/files/signs").asText()).toList();
  }

  private List<JsonNode> policiesInForce() {
    try {
      return signs.audit().stream()
          .filter(entry -> entry.path("event").asText().equals("policy in force"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tells_of_a_policy_in_force_that_the_audit_log_does_not_take()
      throws IOException, InterruptedException {
    Path obstacle = signs.blockAuditLog();
    change(SECOND);
    try {
      signs.await("policy 2 of jane is in force");
      signs.await("cannot write the audit log");
    } finally {
      Files.delete(obstacle);
    }
    await(() -> Files.isRegularFile(obstacle), "it is written when that works again");
  }

  @Test
  void goes_on_under_the_old_policy_where_the_new_one_is_none()
      throws IOException, InterruptedException {
    change(SECOND.replace("release: [label]", "release: [labels]"));
    signs.await("policy.yaml, line 7, release");
    assertThat(isOfSecond(ask(gateway, 200))).isFalse();
  }

  @Test
  void goes_on_under_the_old_policy_until_the_new_one_can_be_opened()
      throws IOException, InterruptedException {
    signs.modelsCanBeOpened(false);
    change(SECOND);
    await(() -> signs.opened.get() == 3, "it is tried again");
    assertThat(isOfSecond(ask(gateway, 200))).isFalse();
    assertThat(signs.log).containsExactly("there is no file signs.safetensors");
    signs.modelsCanBeOpened(true);
    signs.await("policy 2 of jane is in force");
    assertThat(isOfSecond(ask(gateway, 200))).isTrue();
  }

  @Test
  void goes_on_under_the_old_policy_until_the_keys_of_the_new_one_are_there()
      throws IOException, InterruptedException {
    String jwt =
        "  jwt: {issuer: id, audience: signs, algorithms: [EdDSA], keys: keys.json}\nrelease";
    change(SECOND.replace("release", jwt));
    signs.await("keys.json");
    assertThat(isOfSecond(ask(gateway, 200))).isFalse();
    Files.writeString(signs.policy.resolveSibling("keys.json"), KEYS);
    signs.await("policy 2 of jane is in force");
  }

  @Test
  void knows_the_policy_before_the_one_in_force() throws IOException, InterruptedException {
    change(SECOND);
    signs.await("policy 2 of jane is in force");
    Path before = new PolicyHistory(signs.state).before().orElseThrow();
    assertThat(Files.readString(before)).isEqualTo(SignGateway.POLICY);
  }
}
