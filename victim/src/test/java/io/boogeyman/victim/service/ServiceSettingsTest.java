package io.boogeyman.victim.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of a service, and who says so. */
class ServiceSettingsTest {
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
  void each_setting_says_where_it_comes_from() throws IOException {
    try (Victim victim =
        open("/v2/models/tiny", Map.of("input.normalisation", "symmetric", "service.batch", "7"))) {
      assertThat(victim.settings())
          .containsEntry("input", "pixels (from the service)")
          .containsEntry("images", "6x4 (from the service)")
          .containsEntry("layout", "NCHW (from the service)")
          .containsEntry("channels", "RGB (assumed)")
          .containsEntry("type", "FP32 (from the service)")
          .containsEntry("values", "(pixel × 1/255 − 0.5) / 0.5 (declared)")
          .containsEntry("output", "probs (from the service)")
          .containsEntry("classes", "5 (from the service)")
          .containsEntry("answers", "probabilities (assumed)")
          .containsEntry("calls", "of 7 images, 4 at once, 30 s each; 5 attempts, patience 900 s");
      assertThat(victim.settings().get("address")).endsWith("/v2/models/tiny (not encrypted)");
      assertThat(victim.imagesPerCall()).isEqualTo(7);
      assertThat(victim.name()).isEqualTo("127.0.0.1:" + server.port() + "/tiny");
    }
  }

  @Test
  void tensorflow_s_order_of_axes_is_read_from_its_signature() throws IOException {
    try (Victim victim = open("/v1/models/tiny", Map.of())) {
      assertThat(victim.settings()).containsEntry("layout", "NHWC (from the service)");
    }
  }

  @Test
  void other_preprocessing_makes_another_identity_and_other_patience_does_not() throws IOException {
    try (Victim usual = open("/v2/models/tiny", Map.of());
        Victim patient = open("/v2/models/tiny", Map.of("service.patience", "1h"));
        Victim other = open("/v2/models/tiny", Map.of("input.channels", "bgr"))) {
      assertThat(patient.api().identity()).isEqualTo(usual.api().identity());
      assertThat(other.api().identity()).isNotEqualTo(usual.api().identity());
      assertThat(other.digest()).isNotEqualTo(usual.digest());
    }
  }

  @Test
  void declaration_that_contradicts_the_service_is_refused() {
    assertRefused(
        "/v2/models/tiny",
        Map.of("classes", "7"),
        "classes are declared to be 7, but the service's");
    assertRefused(
        "/v2/models/tiny",
        Map.of("input.name", "picture"),
        "the model has no input 'picture'; it has [pixels]");
  }

  @Test
  void unknown_model_is_told_in_one_line() {
    assertThatThrownBy(() -> open("/v2/models/tinny", Map.of()))
        .isInstanceOf(IOException.class)
        .message()
        .contains("answered 404 (there is no /v2/models/tinny)")
        .contains("declare input.name, input.size and classes")
        .doesNotContain("\n");
  }

  @Test
  void address_of_no_known_form_needs_a_protocol() {
    assertRefused("/classify", Map.of(), "does not tell its protocol; declare it");
    assertRefused(
        "/classify",
        Map.of("protocol", "json"),
        "protocol json needs a description of the endpoint");
    assertRefused(
        "/classify",
        Map.of("protocol", "json", "classes", "5", "input.size", "6", "json", "{image: body}"),
        "json.scores or json.labels must say where the answer is found");
  }

  @Test
  void what_an_endpoint_of_image_files_cannot_heed_is_refused() {
    Map<String, String> endpoint =
        Map.of("protocol", "json", "classes", "3", "json", "{image: body, scores: /p}");
    Map<String, String> channels = new HashMap<>(endpoint);
    channels.putAll(Map.of("input.size", "4", "input.channels", "bgr"));
    assertRefused("/classify", channels, "protocol json sends image files: of the input only");
    assertRefused(
        "/v2/models/tiny", Map.of("json", "{image: body, scores: /p}"), "leave out json: ");
  }

  private void assertRefused(String path, Map<String, String> options, String message) {
    assertThatThrownBy(() -> open(path, options))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(message)
        .doesNotContain("\n");
  }

  private Victim open(String path, Map<String, String> options) throws IOException {
    return Services.open(
        new DescriptionReader().read(server.http(path), options), name -> null, notice -> {});
  }
}
