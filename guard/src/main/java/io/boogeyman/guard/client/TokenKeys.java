package io.boogeyman.guard.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that tokens are signed with. Each is for one algorithm, by its kind: a public key is
 * never taken for a secret (RFC 8725, section 2.1, "algorithm confusion").
 */
final class TokenKeys {
  /** RFC 7518, section 3.3. */
  private static final int SHORTEST_RSA = 2048;

  private final List<Key> keys;

  /** What checks a signature. */
  @FunctionalInterface
  private interface Check {
    boolean holds(SignedJWT token) throws JOSEException, GeneralSecurityException;
  }

  private record Key(String algorithm, Optional<String> id, Check check) {}

  private TokenKeys(List<Key> keys) {
    this.keys = keys;
  }

  /**
   * The keys of a set that are for one of the algorithms, and a secret if there is one.
   *
   * @param secret of at least 32 bytes, for HS256
   * @throws IllegalArgumentException if an algorithm has no key, or a key is too short
   */
  static TokenKeys of(List<String> algorithms, Optional<Path> file, Optional<byte[]> secret) {
    List<Key> keys = new ArrayList<>();
    if (file.isPresent()) {
      for (JWK key : read(file.get()).getKeys()) {
        key(key, file.get()).filter(k -> algorithms.contains(k.algorithm)).ifPresent(keys::add);
      }
    }
    secret.ifPresent(bytes -> keys.add(symmetric(bytes)));
    for (String algorithm : algorithms) {
      if (keys.stream().noneMatch(key -> key.algorithm.equals(algorithm))) {
        throw new IllegalArgumentException("there is no key for " + algorithm);
      }
    }
    return new TokenKeys(keys);
  }

  private static JWKSet read(Path file) {
    try {
      return JWKSet.parse(Files.readString(file));
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          OneLine.of(file + " is no JSON Web Key Set: " + e.getMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the keys in " + file + ": " + FailureReason.of(e), e);
    }
  }

  /** Nothing for a key that signs no tokens, or in a way that is not accepted here. */
  private static Optional<Key> key(JWK key, Path file) {
    if (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE)) {
      return Optional.empty();
    }
    try {
      return usable(key).filter(k -> isFor(key, k.algorithm));
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          OneLine.of("a key in " + file + " cannot be used: " + e.getMessage()), e);
    }
  }

  private static boolean isFor(JWK key, String algorithm) {
    return key.getAlgorithm() == null || named(key.getAlgorithm().getName()).equals(algorithm);
  }

  /** RFC 9864 calls by the curve what RFC 8037 called EdDSA. */
  private static String named(String algorithm) {
    return algorithm.equals("Ed25519") ? "EdDSA" : algorithm;
  }

  private static Optional<Key> usable(JWK key) throws JOSEException, GeneralSecurityException {
    Optional<String> id = Optional.ofNullable(key.getKeyID());
    if (key instanceof RSAKey rsa) {
      if (rsa.size() < SHORTEST_RSA) {
        throw new JOSEException("RSA keys need at least " + SHORTEST_RSA + " bits");
      }
      RSASSAVerifier verifier = new RSASSAVerifier(rsa.toRSAPublicKey());
      return Optional.of(new Key("RS256", id, token -> token.verify(verifier)));
    }
    if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
      ECDSAVerifier verifier = new ECDSAVerifier(ec.toECPublicKey());
      return Optional.of(new Key("ES256", id, token -> token.verify(verifier)));
    }
    if (key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
      EdwardsKey verifier = EdwardsKey.of(pair.getX().decode());
      return Optional.of(new Key("EdDSA", id, verifier::signed));
    }
    return Optional.empty();
  }

  private static Key symmetric(byte[] secret) {
    try {
      MACVerifier verifier = new MACVerifier(secret);
      return new Key(JwtSettings.SYMMETRIC, Optional.empty(), token -> token.verify(verifier));
    } catch (JOSEException e) {
      throw new IllegalArgumentException(
          "jwt's secret has " + secret.length + " bytes; HS256 needs at least 32", e);
    }
  }

  /** Whether one of the keys that a token may be meant for has signed it. */
  boolean signed(SignedJWT token) {
    JWSHeader header = token.getHeader();
    String algorithm = algorithm(header.getAlgorithm());
    Optional<String> id = Optional.ofNullable(header.getKeyID());
    return keys.stream()
        .filter(key -> key.algorithm.equals(algorithm))
        .filter(key -> id.isEmpty() || key.id.isEmpty() || key.id.equals(id))
        .anyMatch(key -> holds(key, token));
  }

  static String algorithm(JWSAlgorithm algorithm) {
    return named(algorithm.getName());
  }

  private static boolean holds(Key key, SignedJWT token) {
    try {
      return key.check.holds(token);
    } catch (JOSEException | GeneralSecurityException e) {
      return false;
    }
  }
}
