package io.boogeyman.guard.client;

import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * An Ed25519 key (RFC 8032), checked by Java's own implementation: the token library would need
 * another library for it.
 *
 * @param key the public key
 */
record EdwardsKey(PublicKey key) {
  private static final int BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /**
   * From the 32 bytes of RFC 8032, section 5.1.5: y, the least byte first, with the sign of x in
   * the last bit.
   *
   * @throws GeneralSecurityException if they are no key
   */
  static EdwardsKey of(byte[] encoded) throws GeneralSecurityException {
    if (encoded.length != BYTES) {
      throw new GeneralSecurityException("an Ed25519 key has 32 bytes, not " + encoded.length);
    }
    byte[] y = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      y[i] = encoded[BYTES - 1 - i];
    }
    boolean odd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    EdECPublicKeySpec point =
        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)));
    return new EdwardsKey(KeyFactory.getInstance("Ed25519").generatePublic(point));
  }

  /** Whether the key has signed a token. */
  boolean signed(SignedJWT token) throws GeneralSecurityException {
    byte[] signature = token.getSignature().decode();
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(token.getSigningInput());
    return verifier.verify(signature);
  }
}
