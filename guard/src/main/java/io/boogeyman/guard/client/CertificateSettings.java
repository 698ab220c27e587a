package io.boogeyman.guard.client;

import java.util.Optional;

/**
 * Clients by the certificate of mutual TLS.
 *
 * @param name what of the subject is the client's name; the common name by default
 */
public record CertificateSettings(Optional<Part> name) {

  /** What of a subject names a client. */
  public enum Part {
    /** The common name: the one {@code CN} of the subject. */
    CN,
    /** The whole subject, as RFC 2253 writes it. */
    SUBJECT
  }
}
