package io.boogeyman.guard.dashboard;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has logged in: random tokens of 256 bits, kept as digests, for twelve hours and until the
 * gateway ends. At most 100; one more ends the oldest. Safe for several threads.
 */
final class Sessions {
  /** How long one lasts. */
  static final Duration LENGTH = Duration.ofHours(12);

  private static final int MOST = 100;
  private static final int TOKEN = 32;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<ByteBuffer, Instant> ends = new LinkedHashMap<>();

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /** Begins a session; its token. */
  synchronized String begin() {
    byte[] bytes = new byte[TOKEN];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Iterator<ByteBuffer> oldest = ends.keySet().iterator();
    if (ends.size() >= MOST) {
      oldest.next();
      oldest.remove();
    }
    ends.put(name(token), clock.instant().plus(LENGTH));
    return token;
  }

  /** Looked up by digest, so that the time which that takes tells nothing of a token. */
  private static ByteBuffer name(String token) {
    return ByteBuffer.wrap(AdminKey.digest(token));
  }

  /** Whether a token is that of a session which has not ended. */
  synchronized boolean isOpen(String token) {
    Instant end = ends.get(name(token));
    return end != null && clock.instant().isBefore(end);
  }

  synchronized void end(String token) {
    ends.remove(name(token));
  }
}
