package io.boogeyman.guard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.victim.service.call.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class AuthenticatorsTest {
  private static final ObjectMapper YAML = YAMLMapper.builder().addModule(new Jdk8Module()).build();

  private final ApiKey key = ApiKeys.generate();

  private static Authenticator open(String yaml) throws IOException {
    AuthenticationSettings settings = YAML.readValue(yaml, AuthenticationSettings.class);
    return Authenticators.open(
        settings, Path.of("."), new Secrets(name -> null), Clock.systemUTC());
  }

  private Authenticator all() throws IOException {
    return open(
        """
        keys:
          - {client: acme, sha256: %s}
        certificates: {name: CN}
        anonymous: {proxies: [10.0.0.0/8]}
        """
            .formatted(key.sha256()));
  }

  @Test
  void a_key_is_judged_before_the_address() throws IOException {
    assertThat(all().client(Requests.with("x-api-key", key.key())))
        .contains(new ClientName("key:acme"));
  }

  @Test
  void who_proves_nothing_is_known_by_address_if_the_settings_allow_it() throws IOException {
    assertThat(all().client(Requests.with())).contains(new ClientName("address:192.0.2.7"));
  }

  @Test
  void who_shows_a_wrong_key_is_nobody_rather_than_anonymous() throws IOException {
    assertThat(all().client(Requests.with("x-api-key", "bgm_wrong"))).isEmpty();
  }

  @Test
  void a_certificate_is_judged_before_the_address() throws Exception {
    assertThat(all().client(Requests.withCertificate("acme")))
        .contains(new ClientName("mtls:acme-client"));
  }

  @Test
  void nobody_asks_anonymously_unless_the_settings_say_so() throws IOException {
    Authenticator keysOnly = open("keys: [{client: acme, sha256: %s}]".formatted(key.sha256()));
    assertThat(keysOnly.client(Requests.with())).isEmpty();
  }

  @Test
  void settings_under_which_nobody_could_ask_are_refused() {
    assertThatThrownBy(() -> open("keys: []"))
        .hasMessageContaining("nobody may ask; name keys, jwt, certificates or anonymous");
  }

  @Test
  void a_secret_that_is_not_set_is_named() {
    assertThatThrownBy(
            () -> open("jwt: {issuer: i, audience: a, algorithms: [HS256], secret: '${NOT_SET}'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jwt's secret needs the environment variable NOT_SET, which is not set");
  }
}
