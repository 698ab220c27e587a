package io.boogeyman.core.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyedDigestTest {

  @Test
  void is_hmac_sha256() {
    // RFC 4231, section 4.2, test case 1.
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);
    assertThat(HexFormat.of().formatHex(new KeyedDigest(key).of("Hi There".getBytes(US_ASCII))))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  }

  @Test
  void derives_other_keys_for_other_parts() {
    KeyedDigest digest = new KeyedDigest(new byte[16]);
    byte[] message = {1};
    assertThat(digest.derive("one").of(message))
        .isEqualTo(digest.derive("one").of(message))
        .isNotEqualTo(digest.derive("two").of(message))
        .isNotEqualTo(digest.of(message));
  }
}
