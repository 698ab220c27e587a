package io.boogeyman.nn.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.image.ImageHeader;
import io.boogeyman.nn.image.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fixtures are 13 × 9 pixels; each has beside it, in {@code .rgb}, what PIL 12's {@code
 * convert("RGB")} makes of it (the upper eight bits for 16-bit images).
 */
class ImageDecodingTest {
  private static final ImageShape AS_STORED = new ImageShape(9, 13, 3);
  private static final String EMPTY_SCAN = "ffda0002";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png",
        "grey.png",
        "rgba.png",
        "grey_alpha.png",
        "palette.png",
        "palette_transparent.png",
        "bilevel.png",
        "grey16.png",
        "rgb16.png",
        "rgb.bmp",
        "palette.bmp",
        "rgb.ppm",
        "grey.pgm",
        "rgb.webp",
        "alpha.webp"
      })
  void lossless_formats_have_the_pixels_that_pil_reads(String file) throws Exception {
    assertThat(ImageDecoder.decode(bytes(file), file, AS_STORED)).isEqualTo(bytes(file + ".rgb"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.jpg",
        "grey.jpg",
        "progressive.jpg",
        "subsampled.jpg",
        "cmyk.jpg",
        "turned.jpg",
        "lossy.webp"
      })
  void lossy_formats_are_within_two_levels_of_pil(String file) throws Exception {
    byte[] pixels = ImageDecoder.decode(bytes(file), file, AS_STORED);
    byte[] expected = bytes(file + ".rgb");
    int worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst =
          Math.max(
              worst, Math.abs(Byte.toUnsignedInt(pixels[i]) - Byte.toUnsignedInt(expected[i])));
    }
    assertThat(worst).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rgb.png", "rgb.jpg", "progressive.jpg", "rgb.bmp", "rgb.ppm", "rgb.webp"})
  void an_image_cut_short_is_unreadable_in_one_line_that_names_it(String file) throws Exception {
    byte[] whole = bytes(file);
    for (int length : new int[] {0, 1, 10, whole.length / 2, whole.length - 30, whole.length - 3}) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ImageDecoder.decode(cut, file, AS_STORED))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void a_damaged_checksum_makes_a_png_unreadable() throws Exception {
    byte[] png = bytes("rgb.png");
    png[60] ^= 0x55;
    assertThatThrownBy(() -> ImageDecoder.decode(png, "rgb.png", AS_STORED))
        .isInstanceOf(UnreadableImageException.class);
  }

  @Test
  void a_header_that_claims_a_gigapixel_is_refused_before_decoding() throws Exception {
    byte[] png = bytes("rgb.png");
    png[17] = 1; // 65,549 wide
    png[21] = 1; // 65,545 high
    assertThatThrownBy(() -> ImageDecoder.decode(png, "bomb.png", AS_STORED))
        .hasMessage("bomb.png: claims 65549 x 65545 pixels; at most 100 million are decoded");
  }

  @Test
  void a_chunk_that_claims_four_gigabytes_is_refused_before_decoding() throws Exception {
    byte[] whole = bytes("rgb.png");
    for (int length : new int[] {33, whole.length - 12}) { // of what follows IHDR, and of IEND
      byte[] png = whole.clone();
      png[length] = (byte) 0xf0;
      assertThatThrownBy(() -> ImageDecoder.decode(png, "bomb.png", AS_STORED))
          .isInstanceOf(UnreadableImageException.class)
          .message()
          .matches(
              "bomb.png: truncated or corrupt: a chunk of the PNG claims 4,02\\d,\\d{3},\\d{3} bytes"
                  + " where \\d+ are left");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rgb.png,PNG",
    "rgb.jpg,JPEG",
    "turned.jpg,JPEG",
    "progressive.jpg,JPEG",
    "rgb.bmp,BMP",
    "rgb.ppm,PNM",
    "rgb.webp,WebP",
    "lossy.webp,WebP",
    "alpha.webp,WebP"
  })
  void format_and_size_are_read_from_the_first_bytes(String file, String format) throws Exception {
    assertThat(ImageHeaders.parse(bytes(file))).contains(new ImageHeader(format, 9, 13));
  }

  /** What decoders read by other rules than a header's is no image: its size would be no bound. */
  @Test
  void a_header_that_a_decoder_reads_otherwise_is_none() {
    HexFormat hex = HexFormat.of();
    String losslessOfAnotherSize = "5249464618000000574542502fffff580f888808000000000000000000";
    assertThat(ImageHeaders.parse(hex.parseHex(losslessOfAnotherSize + "000000"))).isEmpty();
    byte[] bareMarker = new byte[70_000];
    byte[] start = hex.parseHex("ffd8ffd0ffc0000b087d007d0001011100");
    System.arraycopy(start, 0, bareMarker, 0, start.length);
    byte[] small = hex.parseHex("ffc0000b0800080008010111");
    System.arraycopy(small, 0, bareMarker, 4 + 0xffc0, small.length);
    assertThat(ImageHeaders.parse(bareMarker)).isEmpty();
    byte[] comment = "P4\n20000#20000\n1\nbits".getBytes(StandardCharsets.US_ASCII);
    assertThat(ImageHeaders.parse(comment)).isEmpty();
    byte[] honest = "P4#a comment\n20 # and 2#2\n1\nbits".getBytes(StandardCharsets.US_ASCII);
    assertThat(ImageHeaders.parse(honest)).contains(new ImageHeader("PNM", 1, 20));
  }

  @Test
  void a_jpeg_of_very_many_scans_is_refused_before_decoding() throws Exception {
    byte[] jpeg = bytes("progressive.jpg");
    int last = lastScan(jpeg);
    byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
    ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    repeated.write(jpeg, 0, last);
    for (int i = 0; i < 200; i++) {
      repeated.write(scan);
    }
    repeated.write(jpeg, jpeg.length - 2, 2);
    assertThatThrownBy(() -> ImageDecoder.decode(repeated.toByteArray(), "bomb.jpg", AS_STORED))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("more than 100 scans");
  }

  private static int lastScan(byte[] jpeg) {
    int at = jpeg.length - 2;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xda) {
      at--;
    }
    return at;
  }

  private static byte[] joined(byte[] start, String hex) {
    byte[] end = HexFormat.of().parseHex(hex);
    byte[] all = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, all, start.length, end.length);
    return all;
  }

  /** libjpeg looks on for the next marker within a scan, whatever a reserved one says. */
  @Test
  void scans_are_not_hidden_behind_a_marker_that_means_nothing() throws Exception {
    byte[] jpeg = bytes("rgb.jpg");
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 2);
    byte[] hiding = joined(cut, "ff02ffff" + EMPTY_SCAN.repeat(200) + "ffd9");
    assertThatThrownBy(() -> ImageDecoder.decode(hiding, "bomb.jpg", AS_STORED))
        .hasMessageContaining("more than 100 scans");
  }

  @Test
  void what_phones_put_behind_a_jpeg_is_no_scan() throws Exception {
    byte[] jpeg = bytes("rgb.jpg");
    byte[] longer = joined(jpeg, EMPTY_SCAN.repeat(200));
    assertThat(ImageDecoder.decode(longer, "rgb.jpg", AS_STORED))
        .isEqualTo(ImageDecoder.decode(jpeg, "rgb.jpg", AS_STORED));
  }

  @Test
  void an_oblong_image_is_scaled_to_cover_and_its_middle_cut_out() {
    // Two rows of six pixels: columns 0 and 1 are 0, columns 2 and 3 are 100, 4 and 5 are 200.
    byte[] pixels = new byte[2 * 6 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % 6 / 2 * 100);
    }
    assertThat(ImageDecoder.fit(pixels, 2, 6, ImageShape.square(2))).containsOnly(100);
    assertThat(ImageDecoder.fit(pixels, 2, 6, ImageShape.square(1))).containsOnly(100);
  }

  @Test
  void shrinking_averages_so_that_fine_stripes_become_grey() {
    byte[] stripes = new byte[8 * 8 * 3];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (byte) (i / 3 % 2 * 200);
    }
    assertThat(ImageDecoder.fit(stripes, 8, 8, ImageShape.square(4))).containsOnly(100);
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream stream = ImageDecodingTest.class.getResourceAsStream(file)) {
      return stream.readAllBytes();
    }
  }
}
