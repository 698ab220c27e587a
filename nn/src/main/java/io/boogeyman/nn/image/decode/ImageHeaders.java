package io.boogeyman.nn.image.decode;

import io.boogeyman.nn.image.ImageHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads format and size of an image from its first bytes, so that a few bytes that claim a billion
 * pixels are refused before anything is allocated.
 *
 * <p>PNG (W3C PNG §11.2.2), JPEG (ITU-T T.81 §B.2.2), WebP (RFC 9649 §2), BMP (BITMAPCOREHEADER and
 * BITMAPINFOHEADER) and PNM (P1 to P6). O(1), but for JPEG, whose segments before the frame are
 * skipped one by one.
 *
 * <p>What decoders read otherwise than these formats say is taken for no image: a header that says
 * less than what is decoded would be no bound.
 */
public final class ImageHeaders {
  private static final Set<String> EXTENSIONS =
      Set.of("png", "jpg", "jpeg", "jpe", "webp", "bmp", "dib", "ppm", "pgm", "pbm", "pnm");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private ImageHeaders() {}

  /** Whether a file of this name is taken for an image: by its extension, as torchvision does. */
  public static boolean isImageName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The header of an encoded image; empty if the bytes begin no known format. */
  public static Optional<ImageHeader> parse(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    try {
      return parse(bytes).filter(header -> header.height() > 0 && header.width() > 0);
    } catch (IndexOutOfBoundsException endsTooSoon) {
      return Optional.empty();
    }
  }

  private static Optional<ImageHeader> parse(ByteBuffer bytes) {
    byte[] start = new byte[Math.min(16, bytes.capacity())];
    bytes.get(0, start);
    if (startsWith(start, PNG)) {
      return Optional.of(new ImageHeader("PNG", bytes.getInt(20), bytes.getInt(16)));
    }
    if (startsWith(start, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
      return jpeg(bytes);
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return webp(bytes.order(ByteOrder.LITTLE_ENDIAN));
    }
    if (text.startsWith("BM")) {
      return Optional.of(bitmap(bytes.order(ByteOrder.LITTLE_ENDIAN)));
    }
    return text.matches("(?s)P[1-6][\\s#].*") ? portableAnymap(bytes) : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /**
   * The frame header is the first segment SOF0 to SOF15; C4, C8 and CC are none (T.81 table B.1).
   * Markers without a segment have no place before it.
   */
  private static Optional<ImageHeader> jpeg(ByteBuffer bytes) {
    int at = 2;
    while (Byte.toUnsignedInt(bytes.get(at)) == 0xff) {
      int marker = Byte.toUnsignedInt(bytes.get(at + 1));
      if (marker == 0xff) {
        at++;
      } else if (marker >= 0xc0 && marker <= 0xcf && !Set.of(0xc4, 0xc8, 0xcc).contains(marker)) {
        return Optional.of(
            new ImageHeader("JPEG", unsignedShort(bytes, at + 5), unsignedShort(bytes, at + 7)));
      } else if (JpegScans.isBare(marker)) {
        return Optional.empty();
      } else {
        at += 2 + unsignedShort(bytes, at + 2);
      }
    }
    return Optional.empty();
  }

  private static Optional<ImageHeader> webp(ByteBuffer bytes) {
    byte[] chunk = new byte[4];
    bytes.get(12, chunk);
    return switch (new String(chunk, StandardCharsets.ISO_8859_1)) {
      // Lossy: 14-bit sides after the key frame's start code (RFC 6386 §9.1).
      case "VP8 " -> webp(unsignedShort(bytes, 28) & 0x3fff, unsignedShort(bytes, 26) & 0x3fff);
      // Lossless: two 14-bit fields, each less by one (RFC 9649 §3.4).
      case "VP8L" -> webp((bytes.getInt(21) >>> 14 & 0x3fff) + 1, (bytes.getInt(21) & 0x3fff) + 1);
      // Extended: two 24-bit fields, each less by one (RFC 9649 §2.7).
      case "VP8X" -> webp((bytes.getInt(26) >>> 8) + 1, (bytes.getInt(24) & 0xffffff) + 1);
      default -> Optional.empty();
    };
  }

  private static Optional<ImageHeader> webp(int height, int width) {
    return Optional.of(new ImageHeader("WebP", height, width));
  }

  private static ImageHeader bitmap(ByteBuffer bytes) {
    boolean core = bytes.getInt(14) == 12;
    return core
        ? new ImageHeader("BMP", unsignedShort(bytes, 20), unsignedShort(bytes, 18))
        // A negative height says that the rows lie top down.
        : new ImageHeader("BMP", Math.abs(bytes.getInt(22)), bytes.getInt(18));
  }

  private static Optional<ImageHeader> portableAnymap(ByteBuffer bytes) {
    byte[] start = new byte[Math.min(1024, bytes.capacity())];
    bytes.get(0, start);
    // A comment begins after a space: within a number OpenCV takes its sign for the number's end.
    String header =
        new String(start, StandardCharsets.ISO_8859_1)
            .replaceAll("(?<=\\s|^P[1-6])#[^\\n\\r]*", "");
    String[] words = header.substring(2).strip().split("\\s+", 4);
    if (words.length < 3 || !words[0].matches("\\d{1,9}") || !words[1].matches("\\d{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(
        new ImageHeader("PNM", Integer.parseInt(words[1]), Integer.parseInt(words[0])));
  }

  private static int unsignedShort(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }
}
