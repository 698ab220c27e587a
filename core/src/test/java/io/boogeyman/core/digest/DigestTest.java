package io.boogeyman.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DigestTest {

  @Test
  void is_sha256_over_big_endian_parts_with_lengths() {
    // Computed by Python's hashlib.
    assertThat(Digest.start().add("äb").add(-2).add(new int[] {1, -1}).hex())
        .isEqualTo("fbe2919f13a726098f8fd17aadef2734fc3c8adb74b18ed05124d2c4a6fb9124");
  }

  @Test
  void does_not_run_neighbouring_texts_together() {
    assertThat(Digest.start().add("ab").add("c").hex())
        .isNotEqualTo(Digest.start().add("a").add("bc").hex());
  }

  @Test
  void takes_bytes_from_arrays_parts_of_arrays_and_buffers_alike() {
    byte[] bytes = {1, 2, 3};
    String whole = Digest.start().add(bytes).hex();
    assertThat(Digest.start().add(new byte[] {0, 1, 2, 3, 4}, 1, 3).hex()).isEqualTo(whole);
    assertThat(Digest.start().add(ByteBuffer.wrap(bytes)).hex()).isEqualTo(whole);
  }

  @Test
  void starts_anew_once_it_is_told() {
    Digest digest = Digest.start().add("first");
    digest.hex();
    assertThat(digest.add("second").hex()).isEqualTo(Digest.start().add("second").hex());
  }
}
