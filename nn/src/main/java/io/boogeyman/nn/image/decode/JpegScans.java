package io.boogeyman.nn.image.decode;

import java.util.Optional;

/**
 * Refuses JPEG files of very many scans: each is a pass over all of the image, and libjpeg takes as
 * many as there are, some of less than 100 bytes, so that a small file could keep a processor for
 * very long. The bound is the number that no real image is said to need in Red Hat's bug 1344214,
 * where such files are described.
 *
 * <p>Segments are walked as libjpeg does (ITU-T T.81 §B.1.1): up to the end of the image, so that
 * what phones put behind it counts nothing. O(bytes).
 */
final class JpegScans {
  private static final int MOST = 100;
  private static final int FIRST_FRAME = 0xc0;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  private JpegScans() {}

  /** Why it is refused, in words; empty if it is not. */
  static Optional<String> fault(byte[] encoded) {
    int scans = 0;
    int at = 0;
    while (at + 1 < encoded.length && scans <= MOST) {
      int marker = marker(encoded, at);
      if (marker == END_OF_IMAGE) {
        break;
      }
      if (marker < 0) {
        at++;
      } else if (isBare(marker)) {
        at += 2;
      } else {
        scans += marker == START_OF_SCAN ? 1 : 0;
        at += 2 + length(encoded, at + 2);
      }
    }
    return scans > MOST
        ? Optional.of("more than " + MOST + " scans, each a pass over all of the image")
        : Optional.empty();
  }

  /** The marker that stands there; -1 for data, filling and what is escaped. */
  private static int marker(byte[] encoded, int at) {
    int first = Byte.toUnsignedInt(encoded[at]);
    int second = Byte.toUnsignedInt(encoded[at + 1]);
    return first == 0xff && second != 0xff && second != 0 ? second : -1;
  }

  private static int length(byte[] encoded, int at) {
    return at + 1 < encoded.length
        ? (Byte.toUnsignedInt(encoded[at]) << 8) | Byte.toUnsignedInt(encoded[at + 1])
        : 0;
  }

  /**
   * Whether no segment follows such a marker (T.81 table B.1): TEM, RST0 to 7, SOI, EOI; nor, to
   * libjpeg, one that is reserved.
   */
  static boolean isBare(int marker) {
    return marker < FIRST_FRAME || (marker >= 0xd0 && marker <= END_OF_IMAGE);
  }
}
