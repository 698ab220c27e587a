package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PixelVariationTest {

  @Property(tries = 200)
  void shift_is_a_move_of_every_pixel_with_the_border_repeated(
      @ForAll @IntRange(min = 1, max = 7) int height,
      @ForAll @IntRange(min = 1, max = 7) int width,
      @ForAll @IntRange(min = 1, max = 9) int shift,
      @ForAll long seed) {
    ImageShape shape = new ImageShape(height, width, 3);
    byte[] image = noise(shape.bytes(), seed);

    byte[] varied = vary(new Augmentation(shift, false, 0, 0), shape, image, seed);

    assertThat(moves(image, shape, shift)).contains(hex(varied));
  }

  @Test
  void shift_takes_every_move_in_its_range_and_no_other() {
    ImageShape shape = ImageShape.square(6);
    byte[] image = noise(shape.bytes(), 1);
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 1000; seed++) {
      seen.add(hex(vary(new Augmentation(2, false, 0, 0), shape, image, seed)));
    }

    assertThat(seen).hasSize(25).isEqualTo(moves(image, shape, 2));
  }

  @Property(tries = 200)
  void mirror_turns_left_and_right_round_or_does_nothing(
      @ForAll @IntRange(min = 1, max = 5) int height,
      @ForAll @IntRange(min = 1, max = 7) int width,
      @ForAll long seed) {
    ImageShape shape = new ImageShape(height, width, 3);
    byte[] image = noise(shape.bytes(), seed);

    byte[] varied = vary(new Augmentation(0, true, 0, 0), shape, image, seed);

    assertThat(hex(varied)).isIn(hex(image), hex(mirrored(image, shape)));
  }

  @Property(tries = 200)
  void mirror_twice_is_the_image_itself(
      @ForAll @IntRange(min = 1, max = 7) int width, @ForAll long seed) {
    ImageShape shape = new ImageShape(4, width, 3);
    byte[] image = noise(shape.bytes(), seed);
    Augmentation flip = new Augmentation(0, true, 0, 0);

    byte[] twice = vary(flip, shape, vary(flip, shape, image, seed), seed);

    assertThat(twice).isEqualTo(image);
  }

  @Test
  void mirror_happens_half_of_the_time() {
    ImageShape shape = ImageShape.square(4);
    byte[] image = noise(shape.bytes(), 1);
    int mirrored = 0;
    for (int seed = 0; seed < 1000; seed++) {
      byte[] varied = vary(new Augmentation(0, true, 0, 0), shape, image, seed);
      mirrored += Arrays.equals(varied, image) ? 0 : 1;
    }

    assertThat(mirrored).isBetween(430, 570);
  }

  @Property(tries = 200)
  void light_stays_within_its_range_and_keeps_the_order_of_brightness(
      @ForAll @IntRange(min = 1, max = 90) int percent, @ForAll long seed) {
    ImageShape shape = new ImageShape(16, 16, 3);
    byte[] ramp = new byte[shape.bytes()];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (i / 3);
    }

    byte[] varied = vary(new Augmentation(0, false, percent / 100.0, 0), shape, ramp, seed);

    for (int i = 0; i < ramp.length; i++) {
      double distance = Math.abs((ramp[i] & 0xff) - 127.5);
      double most = percent / 100.0 * (distance + 127.5) + 0.5;
      assertThat(Math.abs((varied[i] & 0xff) - (ramp[i] & 0xff))).isLessThanOrEqualTo((int) most);
      if (i >= 3) {
        assertThat(varied[i] & 0xff).isGreaterThanOrEqualTo(varied[i - 3] & 0xff);
      }
    }
  }

  @Property(tries = 50)
  void none_changes_nothing(@ForAll long seed) {
    ImageShape shape = ImageShape.square(5);
    byte[] image = noise(shape.bytes(), seed);

    assertThat(vary(Augmentation.NONE, shape, image, seed)).isEqualTo(image);
  }

  @Property(tries = 50)
  void images_before_and_after_are_left_alone(@ForAll long seed) {
    ImageShape shape = ImageShape.square(5);
    byte[] images = noise(3 * shape.bytes(), seed);
    byte[] varied = images.clone();

    new PixelVariation(new Augmentation(3, true, 0.4, 0), shape)
        .apply(varied, shape.bytes(), new SplittableRandom(seed));

    int from = shape.bytes();
    int to = 2 * shape.bytes();
    assertThat(Arrays.equals(varied, 0, from, images, 0, from)).isTrue();
    assertThat(Arrays.equals(varied, to, 3 * from, images, to, 3 * from)).isTrue();
  }

  private static byte[] vary(Augmentation augmentation, ImageShape shape, byte[] image, long seed) {
    byte[] varied = image.clone();
    new PixelVariation(augmentation, shape).apply(varied, 0, new SplittableRandom(seed));
    return varied;
  }

  private static Set<String> moves(byte[] image, ImageShape shape, int shift) {
    Set<String> moves = new HashSet<>();
    for (int down = -shift; down <= shift; down++) {
      for (int right = -shift; right <= shift; right++) {
        moves.add(hex(moved(image, shape, down, right)));
      }
    }
    return moves;
  }

  private static byte[] moved(byte[] image, ImageShape shape, int down, int right) {
    byte[] moved = new byte[image.length];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int fromY = Math.max(0, Math.min(shape.height() - 1, y - down));
        int fromX = Math.max(0, Math.min(shape.width() - 1, x - right));
        copyPixel(image, moved, shape, fromY, fromX, y, x);
      }
    }
    return moved;
  }

  private static byte[] mirrored(byte[] image, ImageShape shape) {
    byte[] mirrored = new byte[image.length];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        copyPixel(image, mirrored, shape, y, shape.width() - 1 - x, y, x);
      }
    }
    return mirrored;
  }

  private static void copyPixel(
      byte[] from, byte[] to, ImageShape shape, int fromY, int fromX, int y, int x) {
    for (int c = 0; c < 3; c++) {
      to[(y * shape.width() + x) * 3 + c] = from[(fromY * shape.width() + fromX) * 3 + c];
    }
  }

  private static byte[] noise(int bytes, long seed) {
    byte[] noise = new byte[bytes];
    new SplittableRandom(seed + 1).nextBytes(noise);
    return noise;
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
