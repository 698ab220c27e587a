package io.boogeyman.guard.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How connections are secured.
 *
 * @param certificates the server's own, with those between it and the authority, PEM
 * @param key of the first of them, PEM, PKCS #8
 * @param clientAuthorities who may have signed clients' certificates, PEM; a client need not have
 *     one, since there are other ways to say who it is
 */
public record Tls(Path certificates, Path key, Optional<Path> clientAuthorities) {}
