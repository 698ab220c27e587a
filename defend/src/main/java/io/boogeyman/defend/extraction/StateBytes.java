package io.boogeyman.defend.extraction;

import java.nio.ByteBuffer;

/** What is refused of bytes before they are read as a state. */
final class StateBytes {
  private StateBytes() {}

  /** The bytes after version and fingerprint, if these and the length are as they should be. */
  static ByteBuffer opened(
      byte[] bytes, int version, long fingerprint, String detector, int length) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    if (bytes.length < Integer.BYTES || from.getInt() != version) {
      throw new IllegalArgumentException("these bytes are no state of " + detector);
    }
    if (bytes.length < Integer.BYTES + Long.BYTES) {
      throw damaged(detector);
    }
    if (from.getLong() != fingerprint) {
      throw new IllegalArgumentException(
          "a state of %s with other images of the owner, or other choices".formatted(detector));
    }
    if (bytes.length != length) {
      throw damaged(detector);
    }
    return from;
  }

  static IllegalArgumentException damaged(String detector) {
    return new IllegalArgumentException(
        "a state of %s that is cut short or damaged".formatted(detector));
  }
}
