package io.boogeyman.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as nobody makes them by accident. */
final class HostileFiles {
  /**
   * Where a zip's directory gives an entry's flags, packed and unpacked size (APPNOTE.TXT §4.3.12).
   */
  static final int FLAGS = 8;

  static final int PACKED = 20;
  static final int UNPACKED = 24;

  private static final byte[] DIRECTORY_ENTRY = {'P', 'K', 1, 2};
  private static final byte[] LOCAL_ENTRY = {'P', 'K', 3, 4};

  private HostileFiles() {}

  /** A good image of one grey level. */
  static byte[] picture(int height, int width, int level) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("P6 %d %d 255\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < height * width * 3; i++) {
      file.write(level);
    }
    return file.toByteArray();
  }

  /** The first bytes of images of 30,000 × 30,000 pixels, by file name. */
  static Map<String, byte[]> hugeImages() {
    int side = 30_000;
    ByteBuffer png = ByteBuffer.allocate(64);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}).putInt(13);
    png.put(ascii("IHDR")).putInt(side).putInt(side).put(new byte[] {8, 2, 0, 0, 0});
    ByteBuffer jpeg = ByteBuffer.allocate(64).putInt(0xffd8ffc0).putShort((short) 17).put((byte) 8);
    jpeg.putShort((short) side).putShort((short) side).put((byte) 3);
    ByteBuffer bmp = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).put(ascii("BM"));
    bmp.putInt(64).putInt(0).putInt(54).putInt(40).putInt(side).putInt(side);
    bmp.putShort((short) 1).putShort((short) 24);
    ByteBuffer webp = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF"));
    webp.putInt(56).put(ascii("WEBPVP8X")).putInt(10).putInt(0);
    webp.putInt(side - 1).position(27).putInt(side - 1);
    return Map.of(
        "huge.png", png.array(),
        "huge.jpg", jpeg.array(),
        "huge.bmp", bmp.array(),
        "huge.webp", webp.array(),
        "huge.ppm", ascii("P6 30000 30000 255\n"));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A zip of entries with the same content. */
  static byte[] zip(List<String> names, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The zip with another number at {@code field} of its first entry in the directory. */
  static byte[] lying(byte[] zip, int field, int number) {
    byte[] changed = zip.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(find(changed, DIRECTORY_ENTRY, 0) + field, number);
    return changed;
  }

  /** The zip with every entry marked as encrypted. */
  static byte[] encrypted(byte[] zip) {
    byte[] changed = zip.clone();
    for (int at = find(zip, LOCAL_ENTRY, 0); at >= 0; at = find(zip, LOCAL_ENTRY, at + 1)) {
      changed[at + 6] |= 1;
    }
    for (int at = find(zip, DIRECTORY_ENTRY, 0); at >= 0; at = find(zip, DIRECTORY_ENTRY, at + 1)) {
      changed[at + FLAGS] |= 1;
    }
    return changed;
  }

  /** The zip with a name put for another one of the same length wherever it stands. */
  static byte[] renamed(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A safetensors file of this header, and eight bytes of data. */
  static byte[] safetensors(String header) {
    return safetensors(header, header.length());
  }

  /** The same, claiming that its header has another length. */
  static byte[] safetensors(String header, long claimed) {
    return ByteBuffer.allocate(Long.BYTES + header.length() + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(claimed)
        .put(ascii(header))
        .array();
  }

  private static int find(byte[] bytes, byte[] wanted, int from) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .indexOf(new String(wanted, StandardCharsets.ISO_8859_1), from);
  }
}
