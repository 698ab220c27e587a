package io.boogeyman.victim.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.TlsKeyPair;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept from others: keys, and whom the program talks to. */
class ServiceSecretsTest {
  private static final ImageBatch IMAGES = TinyModel.images(8);
  private static final String KEY = "sk-very-secret-0123";

  private final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());
  @TempDir private Path folder;
  private TinyServer server;

  @BeforeEach
  void start() {
    server = TinyServer.start().withoutBinary();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void key_is_sent_and_told_nowhere() throws IOException {
    server.trouble(HttpStatus.UNAUTHORIZED, "application/json", "{\"error\": \"bad " + KEY + "\"}");
    Map<String, String> options =
        Map.of("service.headers", "{Authorization: 'Bearer ${KEY}', X-Tenant: lab}");
    StringBuilder said = new StringBuilder();
    try (Victim victim = open(options)) {
      assertThatThrownBy(() -> victim.api().ask(IMAGES))
          .satisfies(
              failure -> {
                for (Throwable at = failure; at != null; at = at.getCause()) {
                  said.append(at).append('\n');
                }
              });
      said.append(victim.settings()).append(victim.name()).append(victim.kind());
      said.append(victim.api().identity()).append(victim).append(victim.api());
      assertThat(victim.settings()).containsEntry("headers", "Authorization, X-Tenant");
    }
    assertThat(server.headers().get(0).get("authorization")).isEqualTo("Bearer " + KEY);
    assertThat(said + notices.toString()).contains("bad ***").doesNotContain(KEY);
  }

  @Test
  void missing_key_is_named() {
    assertThatThrownBy(() -> open(Map.of("service.headers", "{Authorization: 'Bearer ${NONE}'}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "service.headers.Authorization needs the environment variable NONE, which is not set");
  }

  @Test
  void password_in_an_address_is_refused_without_being_told() {
    assertThatThrownBy(() -> open("https://me:" + KEY + "@models.example/v2/models/m", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("must hold no password")
        .doesNotContain(KEY);
  }

  @Test
  void certificate_that_nobody_vouches_for_is_refused() {
    try (TinyServer safe = TinyServer.startTls()) {
      String address = "https://127.0.0.1:" + safe.port() + "/v2/models/tiny";
      assertThatThrownBy(() -> open(address, Map.of()))
          .isInstanceOf(IOException.class)
          .message()
          .contains("cannot be reached safely")
          .contains("service.trust names a file of certificates (PEM) to trust");
      assertThatThrownBy(() -> open("grpcs://127.0.0.1:" + safe.port() + "/tiny", Map.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot be reached safely");
    }
  }

  @Test
  void certificate_that_a_file_vouches_for_is_trusted() throws Exception {
    TlsKeyPair keys = TlsKeyPair.ofSelfSigned("localhost");
    Path file = folder.resolve("ca.pem");
    byte[] certificate = keys.certificateChain().get(0).getEncoded();
    Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n");
    Map<String, String> options = Map.of("service.trust", file.toString());
    try (TinyServer safe = TinyServer.startTls(keys)) {
      for (String address :
          List.of("https://localhost:%d/v2/models/tiny", "grpcs://localhost:%d/tiny")) {
        try (Victim victim = open(address.formatted(safe.port()), options)) {
          assertThat(victim.api().ask(IMAGES)).isEqualTo(TinyModel.answers(IMAGES));
          assertThat(victim.settings().get("address")).doesNotContain("not encrypted");
        }
      }
    }
  }

  @Test
  void file_without_certificates_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");
    assertThatThrownBy(() -> open(Map.of("service.trust", file.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("service.trust: " + file + " holds no certificates in PEM")
        .doesNotContain("\n");
  }

  private Victim open(Map<String, String> options) throws IOException {
    return open(server.http("/v2/models/tiny"), options);
  }

  private Victim open(String address, Map<String, String> options) throws IOException {
    return Services.open(
        new DescriptionReader().read(address, options), Map.of("KEY", KEY)::get, notices::add);
  }
}
