package io.boogeyman.guard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.defend.policy.ClientName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateAuthenticatorTest {
  private static final Clock VALID =
      Clock.fixed(Instant.parse("2027-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2999-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static Authenticator by(CertificateSettings.Part part, Clock clock) {
    return new CertificateAuthenticator(new CertificateSettings(Optional.of(part)), clock);
  }

  @Test
  void names_a_client_by_the_common_name() throws Exception {
    Authenticator byDefault =
        new CertificateAuthenticator(new CertificateSettings(Optional.empty()), VALID);
    assertThat(byDefault.client(Requests.withCertificate("acme")))
        .contains(new ClientName("mtls:acme-client"));
  }

  @Test
  void names_a_client_by_the_whole_subject() throws Exception {
    assertThat(by(CertificateSettings.Part.SUBJECT, VALID).client(Requests.withCertificate("acme")))
        .contains(new ClientName("mtls:CN=acme-client,O=Acme Ltd"));
  }

  @Test
  void a_subject_with_no_common_name_or_two_proves_nothing() throws Exception {
    Authenticator common = by(CertificateSettings.Part.CN, VALID);
    assertThat(common.client(Requests.withCertificate("unnamed"))).isEmpty();
    assertThat(common.client(Requests.withCertificate("two-names"))).isEmpty();
  }

  @Test
  void a_certificate_that_has_ended_meanwhile_proves_nothing() throws Exception {
    assertThat(by(CertificateSettings.Part.CN, LATER).client(Requests.withCertificate("acme")))
        .isEmpty();
  }

  @Test
  void judges_only_who_brings_a_certificate() throws Exception {
    Authenticator common = by(CertificateSettings.Part.CN, VALID);
    assertThat(common.judges(Requests.withCertificate("acme"))).isTrue();
    assertThat(common.judges(Requests.with())).isFalse();
    assertThat(common.client(Requests.with())).isEmpty();
  }
}
