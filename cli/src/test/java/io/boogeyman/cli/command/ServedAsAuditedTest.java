package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.policy.OpenPolicy;
import io.boogeyman.cli.policy.PolicyOpening;
import io.boogeyman.cli.policy.ServedPolicies;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.guard.audit.AlertSink;
import io.boogeyman.guard.client.ApiKey;
import io.boogeyman.guard.client.ApiKeys;
import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.guard.gateway.GatewaySettings;
import io.boogeyman.guard.server.ServerSettings;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.input.ImageEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The policy that an audit attacks is the policy that a gateway serves: one sequence of queries,
 * own ones and foreign ones, past all steps of suspicion and through releases that depend on what
 * was asked before.
 */
@Tag("slow")
class ServedAsAuditedTest {
  private static final ApiKey KEY = ApiKeys.generate();
  private static final ClientName CLIENT = new ClientName("key:acme");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model: {victim: victim.safetensors, name: signs}
      secret: {file: secret}
      authentication: {keys: [{client: acme, sha256: %s}]}
      detectors: {calibration: signs.calibration, watch: [foreign-query-classifier, energy]}
      release: [modelguard-s, {dawn: {rate: 0.3}}]
      suspicion:
        - {step: noisy, at: 0.2, release: [gaussian-noise]}
        - {step: coarse, at: 0.5, release: [label]}
        - {step: refused, at: 1, refuse: true}
      """
          .formatted(KEY.sha256());

  @TempDir private Path folder;

  @Test
  void one_sequence_of_queries_is_answered_alike() throws IOException, InterruptedException {
    PolicyFile policy = policy();
    List<String> served = new ArrayList<>();
    List<String> audited = new ArrayList<>();
    try (OpenPolicy open = opening().open(policy);
        Enforcement audit =
            open.audited(
                open.model(), Clock.systemUTC(), TriggerRegister.NONE, GuardListener.SILENT);
        Gateway gateway =
            Gateway.start(
                settings(),
                policy,
                new ServedPolicies(opening(), 100),
                AlertSink.all(List.of()),
                line -> {})) {
      for (ImageBatch images : queries()) {
        served.add(served(gateway, images));
        audited.add(audited(audit.answer(CLIENT, images)));
      }
    }
    assertThat(served).isEqualTo(audited);
    assertThat(served).anyMatch(answer -> answer.matches("\\[\\{\\d+=1\\.0}]"));
    assertThat(served.get(served.size() - 1)).as("refused at last").isEqualTo("refused");
  }

  private PolicyFile policy() throws IOException {
    SmallVictim victim = SmallVictim.in(folder);
    List<String> options = SmallVictim.loosely("--pool", "scenes:400");
    options.addAll(List.of("--out", folder.resolve("signs.calibration").toString()));
    assertThat(victim.watched("calibrate", options).status()).isZero();
    Files.writeString(folder.resolve("secret"), "sixteen bytes at least");
    return new PolicyReader().read(Files.writeString(folder.resolve("policy.yaml"), POLICY));
  }

  private static PolicyOpening opening() {
    Computing computing = new Computing(1, (architecture, shape) -> Compute.cpu(1));
    return new PolicyOpening(computing, notice -> {}, name -> null);
  }

  private GatewaySettings settings() {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new GatewaySettings(
        ServerSettings.at(free), free, Optional.empty(), Optional.empty(), folder.resolve("state"));
  }

  /** Own images one by one, some in one request, one again; then foreign ones, and an own one. */
  private List<ImageBatch> queries() throws IOException {
    ImageSets sets = new ImageSets(folder.resolve("cache"), 1, Progress.SILENT);
    ImageShape shape = ImageShape.square(32);
    try (OpenImages own = sets.open("signs:20:own", shape);
        OpenImages foreign = sets.open("scenes:60:asked", shape)) {
      List<ImageBatch> queries = new ArrayList<>();
      IntStream.range(0, 8).forEach(i -> queries.add(own.read(i)));
      queries.add(own.read(8, 9, 10, 11));
      queries.add(own.read(0));
      IntStream.range(0, foreign.size()).forEach(i -> queries.add(foreign.read(i)));
      queries.add(own.read(12));
      return queries;
    }
  }

  private static String audited(Enforcement.Outcome outcome) {
    return outcome.refused().isPresent()
        ? "refused"
        : outcome.answers().stream().map(ServedAsAuditedTest::told).toList().toString();
  }

  /** Class by class, what an answer tells. */
  private static Map<Integer, Float> told(Answer answer) {
    Map<Integer, Float> told = new TreeMap<>();
    if (answer instanceof Answer.Vector vector) {
      IntStream.range(0, vector.classes())
          .filter(k -> vector.probability(k) > 0)
          .forEach(k -> told.put(k, vector.probability(k)));
    } else {
      told.put(answer.top(), 1f);
    }
    return told;
  }

  private static String served(Gateway gateway, ImageBatch images)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/images/signs"))
                    .header("X-API-Key", KEY.key())
                    .header("Content-Type", "multipart/form-data; boundary=part")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(form(images)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == 403) {
      return "refused";
    }
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<Map<Integer, Float>> told = new ArrayList<>();
    JSON.readTree(response.body()).at("/predictions").forEach(one -> told.add(told(one)));
    return told.toString();
  }

  private static byte[] form(ImageBatch images) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (int i = 0; i < images.count(); i++) {
      form.writeBytes(
          "--part\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\n"
              .getBytes(StandardCharsets.UTF_8));
      form.writeBytes(ImageEncoding.PNG.encode(images, i));
      form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    form.writeBytes("--part--\r\n".getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static Map<Integer, Float> told(JsonNode prediction) {
    Map<Integer, Float> told = new TreeMap<>();
    if (prediction.has("scores")) {
      prediction
          .at("/scores")
          .forEach(
              score ->
                  told.put(
                      score.at("/class").asInt(), Float.parseFloat(score.at("/score").asText())));
    } else {
      told.put(prediction.at("/class").asInt(), 1f);
    }
    return told;
  }
}
