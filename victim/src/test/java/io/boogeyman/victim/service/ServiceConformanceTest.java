package io.boogeyman.victim.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same victim behind every protocol gives the same transcript. */
class ServiceConformanceTest {
  private static final ImageBatch IMAGES = TinyModel.images(20);
  private static final String CLASSES = String.join(", ", TinyServer.NAMES);

  private TinyServer server;

  @BeforeEach
  void start() {
    server = TinyServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void open_inference_with_json_tensors() throws IOException {
    server.withoutBinary();
    assertSame(
        server.http("/v2/models/tiny"),
        "open-inference-json service",
        Map.of("service.batch", "8"));
    assertThat(server.requests()).isEqualTo(3);
    assertThat(server.headers())
        .allSatisfy(sent -> assertThat(sent.get("content-type")).isEqualTo("application/json"));
  }

  @Test
  void open_inference_with_binary_tensors_where_the_server_announces_them() throws IOException {
    assertSame(server.http("/v2/models/tiny/infer"), "open-inference-binary service", Map.of());
    assertThat(server.headers())
        .allSatisfy(sent -> assertThat(sent.get("inference-header-content-length")).isNotBlank());
  }

  @Test
  void open_inference_over_grpc() throws IOException {
    assertSame(server.grpc(), "open-inference-grpc service", Map.of());
  }

  @Test
  void open_inference_over_grpc_with_typed_contents() throws IOException {
    server.withoutRawContents();
    assertSame(server.grpc(), "open-inference-grpc service", Map.of());
  }

  @Test
  void tensorflow_serving_row_by_row() throws IOException {
    assertSame(server.http("/v1/models/tiny:predict"), "tensorflow-row service", Map.of());
  }

  @Test
  void tensorflow_serving_by_column() throws IOException {
    assertSame(
        server.http("/v1/models/tiny"),
        "tensorflow-column service",
        Map.of("protocol", "tensorflow-column"));
  }

  @Test
  void endpoint_that_takes_base64_and_names_every_class() throws IOException {
    assertSame(
        server.http("/base64"),
        "json service",
        endpoint(
            "{image: base64, body: {requests: [{image: {content: \"${image}\"}, features: [1]}]},"
                + " items: /responses/0/labels, labels: /description, scores: /score}"));
  }

  @Test
  void endpoint_that_takes_a_data_url_and_lists_scores() throws IOException {
    assertSame(
        server.http("/url"),
        "json service",
        endpoint("{image: url, scores: /predictions/0/scores}"));
  }

  @Test
  void endpoint_that_takes_a_form() throws IOException {
    assertSame(
        server.http("/multipart"),
        "json service",
        endpoint("{image: multipart, field: upload, scores: /predictions/0/scores}"));
  }

  @Test
  void endpoint_that_takes_the_file_itself() throws IOException {
    assertSame(
        server.http("/body"),
        "json service",
        endpoint("{image: body, scores: /predictions/0/scores}"));
  }

  @Test
  void endpoint_that_names_two_classes_in_percent_gives_their_top_2() throws IOException {
    Map<String, String> options =
        endpoint("{image: body, items: /Labels, labels: /Name, scores: /Confidence, scale: 0.01}");
    try (Victim victim = open(server.http("/top-2"), options)) {
      List<Answer> due =
          TinyModel.answers(IMAGES).stream().map(new Granularity.TopK(2)::release).toList();
      List<Answer> answers = victim.api().ask(IMAGES);
      for (int i = 0; i < due.size(); i++) {
        Answer.TopK expected = (Answer.TopK) due.get(i);
        Answer.TopK given = (Answer.TopK) answers.get(i);
        assertThat(given.k()).isEqualTo(2);
        assertThat(new int[] {given.id(0), given.id(1)})
            .containsExactly(expected.id(0), expected.id(1));
        assertThat(given.probability(0)).isCloseTo(expected.probability(0), offset(1e-6f));
      }
      assertThat(victim.finest()).isEmpty();
    }
  }

  @Test
  void endpoint_that_gives_a_number_gives_labels() throws IOException {
    try (Victim victim =
        open(server.http("/label"), endpoint("{image: body, labels: /class/number}"))) {
      assertThat(victim.finest()).contains(new Granularity.Label());
      assertThat(victim.api().ask(IMAGES))
          .isEqualTo(
              TinyModel.answers(IMAGES).stream().map(new Granularity.Label()::release).toList());
    }
  }

  private void assertSame(String address, String kind, Map<String, String> options)
      throws IOException {
    try (Victim victim = open(address, options)) {
      assertThat(victim.kind()).isEqualTo(kind);
      assertThat(victim.shape()).isEqualTo(TinyModel.SHAPE);
      assertThat(victim.api().classNames()).hasSize(TinyModel.CLASSES);
      assertThat(victim.api().ask(IMAGES)).isEqualTo(TinyModel.answers(IMAGES));
      assertThat(server.images()).isEqualTo(IMAGES.count());
    }
  }

  private static Map<String, String> endpoint(String json) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("protocol", "json");
    options.put("input.size", "6x4");
    options.put("classes", "[" + CLASSES + "]");
    options.put("json", json);
    return options;
  }

  private static Victim open(String address, Map<String, String> options) throws IOException {
    return Services.open(
        new DescriptionReader().read(address, options), name -> null, notice -> {});
  }
}
