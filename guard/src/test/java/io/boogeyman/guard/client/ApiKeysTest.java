package io.boogeyman.guard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.defend.policy.ClientName;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
  private static final ClientName ACME = new ClientName("key:acme");

  private final ApiKey key = ApiKeys.generate();
  private final ApiKeys keys = new ApiKeys(List.of(new ApiKeySettings("acme", key.sha256())));

  @Test
  void a_generated_key_is_long_random_and_marked() {
    assertThat(key.key()).matches("bgm_[A-Za-z0-9_-]{43}");
    assertThat(ApiKeys.generate().key()).isNotEqualTo(key.key());
    assertThat(key.toString()).doesNotContain(key.key());
  }

  @Test
  void knows_a_client_by_either_header() {
    assertThat(keys.client(Requests.with("x-api-key", key.key()))).contains(ACME);
    assertThat(keys.client(Requests.with("authorization", "Bearer " + key.key()))).contains(ACME);
    assertThat(keys.client(Requests.with("authorization", "bearer  " + key.key()))).contains(ACME);
  }

  @Test
  void takes_a_digest_in_capitals() {
    ApiKeySettings capitals = new ApiKeySettings("acme", key.sha256().toUpperCase(Locale.ROOT));
    assertThat(new ApiKeys(List.of(capitals)).client(Requests.with("x-api-key", key.key())))
        .contains(ACME);
  }

  @Test
  void knows_nobody_by_another_key_or_the_digest() {
    assertThat(keys.client(Requests.with("x-api-key", ApiKeys.generate().key()))).isEmpty();
    assertThat(keys.client(Requests.with("x-api-key", key.sha256()))).isEmpty();
    assertThat(keys.client(Requests.with("x-api-key", ""))).isEmpty();
    assertThat(keys.client(Requests.with("x-api-key", "bgm_" + "a".repeat(1_000_000)))).isEmpty();
    assertThat(keys.client(Requests.with())).isEmpty();
  }

  @Test
  void judges_whoever_shows_a_key_even_a_wrong_one() {
    assertThat(keys.judges(Requests.with("x-api-key", "wrong"))).isTrue();
    assertThat(keys.judges(Requests.with("authorization", "Bearer bgm_wrong"))).isTrue();
    assertThat(keys.judges(Requests.with("authorization", "Bearer a.b.c"))).isFalse();
    assertThat(keys.judges(Requests.with())).isFalse();
  }

  @Test
  void two_keys_in_one_request_prove_nothing() {
    String other = ApiKeys.generate().key();
    assertThat(keys.client(Requests.with("x-api-key", key.key(), "x-api-key", other))).isEmpty();
    assertThat(
            keys.client(Requests.with("x-api-key", other, "authorization", "Bearer " + key.key())))
        .isEmpty();
    assertThat(
            keys.client(
                Requests.with("authorization", "Bearer " + key.key(), "authorization", "x")))
        .isEmpty();
  }

  @Test
  void a_client_may_have_two_keys_but_two_clients_not_the_same() {
    ApiKey second = ApiKeys.generate();
    ApiKeys both =
        new ApiKeys(
            List.of(
                new ApiKeySettings("acme", key.sha256()),
                new ApiKeySettings("acme", second.sha256())));
    assertThat(both.client(Requests.with("x-api-key", second.key()))).contains(ACME);
    assertThatThrownBy(
            () ->
                new ApiKeys(
                    List.of(
                        new ApiKeySettings("acme", key.sha256()),
                        new ApiKeySettings("other", key.sha256()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key:acme and key:other have the same key; each needs its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bgm_secret", "00ff"})
  void refuses_what_is_no_digest_without_repeating_it(String digest) {
    assertThatThrownBy(() -> new ApiKeySettings("acme", digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the key of key:acme needs its SHA-256 in 64 hexadecimal digits; the key itself must"
                + " not stand here");
  }
}
