package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PixelDistortionTest {
  private static final Distortion NOTHING = new Distortion(0, 1, 1, 0, 0, 0, 0);
  private static final Distortion EVERYTHING = new Distortion(0.25, 0.5, 1.2, 0.2, 0.3, 0.4, 0.4);

  @Property(tries = 50)
  void nothing_changes_nothing(
      @ForAll @IntRange(min = 1, max = 7) int height,
      @ForAll @IntRange(min = 1, max = 7) int width,
      @ForAll long seed) {
    ImageShape shape = new ImageShape(height, width, 3);
    byte[] image = noise(shape.bytes(), seed);

    assertThat(distorted(NOTHING, shape, image, seed)).isEqualTo(image);
  }

  @Property(tries = 50)
  void image_of_one_colour_stays_so_under_every_view(@ForAll long seed) {
    ImageShape shape = ImageShape.square(9);
    byte[] grey = new byte[shape.bytes()];
    Arrays.fill(grey, (byte) 200);

    assertThat(distorted(new Distortion(0.5, 0.3, 2, 0.4, 1, 0, 0), shape, grey, seed))
        .isEqualTo(grey);
  }

  @Property(tries = 50)
  void colours_lie_between_those_that_were_there(@ForAll long seed) {
    ImageShape shape = ImageShape.square(8);
    byte[] image = new byte[shape.bytes()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) (50 + random.nextInt(150));
    }

    byte[] varied = distorted(new Distortion(0.25, 0.5, 1.2, 0.2, 0.3, 0, 0), shape, image, seed);

    for (byte value : varied) {
      assertThat(value & 0xff).isBetween(50, 199);
    }
  }

  @Property(tries = 50)
  void hole_covers_no_more_than_its_square(@ForAll long seed) {
    ImageShape shape = ImageShape.square(10);
    byte[] black = new byte[shape.bytes()];

    byte[] varied = distorted(new Distortion(0, 1, 1, 0, 0, 0, 0.4), shape, black, seed);

    int covered = 0;
    for (byte value : varied) {
      assertThat(value).isIn((byte) 0, (byte) 127);
      covered += value == 127 ? 1 : 0;
    }
    assertThat(covered).isBetween(2 * 2 * 3, 4 * 4 * 3);
  }

  @Property(tries = 50)
  void images_before_and_after_are_left_alone(@ForAll long seed) {
    ImageShape shape = ImageShape.square(6);
    byte[] images = noise(3 * shape.bytes(), seed);
    byte[] varied = images.clone();

    new PixelDistortion(EVERYTHING, shape).apply(varied, shape.bytes(), new SplittableRandom(seed));

    int from = shape.bytes();
    int to = 2 * shape.bytes();
    assertThat(Arrays.equals(varied, 0, from, images, 0, from)).isTrue();
    assertThat(Arrays.equals(varied, to, 3 * from, images, to, 3 * from)).isTrue();
    assertThat(Arrays.equals(varied, from, to, images, from, to)).isFalse();
  }

  @Test
  void a_part_of_half_the_side_is_enlarged_by_two() {
    ImageShape shape = ImageShape.square(33);
    byte[] ramp = new byte[shape.bytes()];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (4 * (i / 3 % 33));
    }
    byte[] varied = distorted(new Distortion(0, 0.5, 1, 0, 0, 0, 0), shape, ramp, 3);

    int first = varied[0] & 0xff;
    int last = varied[3 * 32] & 0xff;
    assertThat(last - first).as("of 128 grey levels from border to border").isBetween(63, 128);
  }

  @Test
  void distortions_out_of_range_are_refused() {
    assertThatThrownBy(() -> new Distortion(0, 0, 1, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a distortion shows from over 0 to 1 of an image, to 1 or more of it");
    assertThatThrownBy(() -> new Distortion(0, 1, 1, 0, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("light from 0 to below 1");
    assertThatThrownBy(() -> new Distortion(0, 1, 1, -1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stretch and turn of a distortion are 0 or more");
  }

  private static byte[] distorted(Distortion how, ImageShape shape, byte[] image, long seed) {
    byte[] varied = image.clone();
    new PixelDistortion(how, shape).apply(varied, 0, new SplittableRandom(seed));
    return varied;
  }

  private static byte[] noise(int bytes, long seed) {
    byte[] noise = new byte[bytes];
    new SplittableRandom(seed + 1).nextBytes(noise);
    return noise;
  }
}
