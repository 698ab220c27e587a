package io.boogeyman.defend.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final ImageShape SHAPE = ImageShape.square(16);
  private static final KeyedDigest KEY = new KeyedDigest(new byte[16]);

  /** The authors' program: its first 16 bits choose, over the bytes of the query. */
  @Test
  void digests_are_those_that_the_authors_choose_by() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    KeyedDigest digest = new KeyedDigest(key);
    assertThat(HexFormat.of().formatHex(digest.of(number(0))))
        .isEqualTo("a86acbcbc29b8fa83c83582d56a892d0f06f0e487df5277680b0635c3927e3c5");
    int[] selected =
        IntStream.range(0, 4_000).filter(i -> authors(digest, number(i)) <= 327).toArray();
    assertThat(selected).hasSize(29).startsWith(218, 392, 554, 664, 779, 1034);
    assertThat(IntStream.of(selected).limit(6).map(i -> authors(digest, number(i))).toArray())
        .containsExactly(303, 121, 258, 11, 89, 179);
    assertThat(authors(digest, floats(0, .25f, .5f, .75f))).isEqualTo(25_707);
    assertThat(authors(digest, floats(0, 0, 0, 0))).isEqualTo(65_426);
    assertThat(HexFormat.of().formatHex(digest.of(floats(0, .25f, .5f, .75f))))
        .isEqualTo("646b62f2adf2b70fc80463d46b86fb6c74d1b358d3bd764294d74c60d8c3cf59");
    assertThat(HexFormat.of().formatHex(digest.of(floats(0, 0, 0, 0))))
        .isEqualTo("ff921230177d146ee8401eb82173128410002ba6f997e8e837e804407c8cdd38");
  }

  private static int authors(KeyedDigest digest, byte[] message) {
    return ByteBuffer.wrap(digest.of(message)).getShort() & 0xffff;
  }

  private static byte[] number(int i) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  @Test
  void marks_at_its_rate_with_all_classes_alike() {
    Watermark watermark = new Watermark(KEY, .02, 10, SHAPE);
    int[] marks = new int[10];
    for (long code = 0; code < 100_000; code++) {
      watermark.mark(code).ifPresent(mark -> marks[mark]++);
    }
    // 2,000 are expected, 200 a class; five standard deviations.
    assertThat(IntStream.of(marks).sum()).isBetween(1_780, 2_220);
    assertThat(IntStream.of(marks)).allMatch(count -> count > 130 && count < 270);
  }

  @Test
  void another_key_marks_others() {
    Watermark one = new Watermark(KEY, .5, 1_000, SHAPE);
    Watermark other = new Watermark(KEY.derive("other"), .5, 1_000, SHAPE);
    int same = 0;
    for (long code = 0; code < 1_000; code++) {
      same += one.mark(code).isPresent() == other.mark(code).isPresent() ? 1 : 0;
    }
    assertThat(same).isBetween(420, 580);
  }

  @Test
  void a_brighter_or_fainter_image_has_the_same_code() {
    ImageCode code = new ImageCode(KEY, SHAPE);
    byte[] pixels = new byte[3 * SHAPE.bytes()];
    for (int i = 0; i < SHAPE.bytes(); i++) {
      int value = 2 * ((i * 37 + i / 48 * 11) % 50);
      pixels[i] = (byte) value;
      pixels[SHAPE.bytes() + i] = (byte) (value + 60);
      pixels[2 * SHAPE.bytes() + i] = (byte) (value / 2);
    }
    ImageBatch images = new ImageBatch(SHAPE, pixels);
    assertThat(code.of(images, 1)).isEqualTo(code.of(images, 0));
    assertThat(code.of(images, 2)).isEqualTo(code.of(images, 0));
  }

  @Test
  void rates_and_classes_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Watermark(KEY, 0, 10, SHAPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dawn.rate must be over 0 and at most 0.5, not 0.0");
    assertThatThrownBy(() -> new Watermark(KEY, .1, 1, SHAPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dawn marks by class, and needs at least 2");
  }
}
