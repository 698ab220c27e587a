package io.boogeyman.guard.client;

import io.boogeyman.defend.policy.ClientName;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Clients by the subject of the certificate that they have proved to hold. TLS has checked it when
 * the connection was made; whether it is still valid is looked at again, since connections live
 * long.
 */
final class CertificateAuthenticator implements Authenticator {
  private final CertificateSettings.Part part;
  private final Clock clock;

  CertificateAuthenticator(CertificateSettings settings, Clock clock) {
    this.part = settings.name().orElse(CertificateSettings.Part.CN);
    this.clock = clock;
  }

  @Override
  public boolean judges(RequestFacts facts) {
    return !facts.certificates().isEmpty();
  }

  @Override
  public Optional<ClientName> client(RequestFacts facts) {
    return facts.certificates().stream()
        .findFirst()
        .filter(this::isValid)
        .flatMap(this::name)
        .flatMap(name -> Names.of("mtls", name));
  }

  private boolean isValid(X509Certificate certificate) {
    try {
      certificate.checkValidity(Date.from(clock.instant()));
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private Optional<String> name(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
    return part == CertificateSettings.Part.SUBJECT ? Optional.of(subject) : commonName(subject);
  }

  /** Nothing where there are several: which of them is meant is nobody's to guess. */
  private static Optional<String> commonName(String subject) {
    try {
      List<Object> names =
          new LdapName(subject)
              .getRdns().stream()
                  .filter(rdn -> rdn.size() == 1 && rdn.getType().equalsIgnoreCase("CN"))
                  .map(Rdn::getValue)
                  .toList();
      return names.size() == 1 && names.get(0) instanceof String name
          ? Optional.of(name)
          : Optional.empty();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
