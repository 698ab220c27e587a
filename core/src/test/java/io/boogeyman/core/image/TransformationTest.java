package io.boogeyman.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransformationTest {
  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);

  private static final ImageSet PAIR = new Pair();

  /** Two images of two pixels. */
  private static final class Pair implements ImageSet {
    private final byte[] pixels = bytes(0, 100, 255, 10, 20, 30, 90, 90, 90, 0, 0, 0);

    @Override
    public ImageShape shape() {
      return SHAPE;
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public String name() {
      return "pair";
    }

    @Override
    public String digest() {
      return "pair";
    }

    @Override
    public ImageBatch read(int... indices) {
      byte[] read = new byte[indices.length * 6];
      for (int i = 0; i < indices.length; i++) {
        System.arraycopy(pixels, indices[i] * 6, read, i * 6, 6);
      }
      return new ImageBatch(SHAPE, read);
    }

    @Override
    public Optional<Labels> labels() {
      return Optional.of(new Labels(List.of("a", "b"), 0, 1));
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] changed(Transformation transformation) {
    return transformation.of(PAIR).read(0, 1).pixels();
  }

  @Test
  void a_negative_has_what_each_pixel_lacks() {
    assertThat(changed(Transformation.NEGATIVE))
        .isEqualTo(bytes(255, 155, 0, 245, 235, 225, 165, 165, 165, 255, 255, 255));
  }

  @Test
  void grey_is_luma_in_every_channel() {
    assertThat(changed(Transformation.GREY))
        .isEqualTo(bytes(88, 88, 88, 18, 18, 18, 90, 90, 90, 0, 0, 0));
  }

  @Test
  void a_mirror_swaps_left_and_right() {
    assertThat(changed(Transformation.MIRROR))
        .isEqualTo(bytes(10, 20, 30, 0, 100, 255, 0, 0, 0, 90, 90, 90));
  }

  @Test
  void blur_is_the_mean_of_what_lies_around() {
    assertThat(changed(Transformation.BLUR))
        .isEqualTo(bytes(5, 60, 143, 5, 60, 143, 45, 45, 45, 45, 45, 45));
  }

  @Test
  void night_leaves_a_third_of_the_light() {
    assertThat(changed(Transformation.NIGHT))
        .isEqualTo(bytes(0, 33, 85, 3, 7, 10, 30, 30, 30, 0, 0, 0));
  }

  @Test
  void noise_is_of_some_grey_levels_and_the_same_whenever_it_is_asked() {
    byte[] noisy = changed(Transformation.NOISE);

    assertThat(noisy)
        .isNotEqualTo(PAIR.read(0, 1).pixels())
        .isEqualTo(changed(Transformation.NOISE));
    assertThat(farthest(noisy)).isBetween(1, 30);
  }

  @Test
  void compression_changes_a_photograph_little_and_keeps_a_plain_area() {
    byte[] plain = new byte[16 * 16 * 3];
    Arrays.fill(plain, (byte) 90);
    byte[] before = plain.clone();
    Transformation.COMPRESSED.apply(plain, 0, ImageShape.square(16));

    for (int i = 0; i < plain.length; i++) {
      assertThat((plain[i] & 255) - (before[i] & 255)).isBetween(-2, 2);
    }
    assertThat(changed(Transformation.COMPRESSED)).isNotEqualTo(PAIR.read(0, 1).pixels());
  }

  @Test
  void coarse_pixels_are_means_of_blocks() {
    byte[] pixels = bytes(0, 10, 40, 20, 30, 50, 7, 9, 90);
    Transformation.COARSE.apply(pixels, 0, new ImageShape(3, 3, 1));

    assertThat(pixels).isEqualTo(bytes(15, 15, 45, 15, 15, 45, 8, 8, 90));
  }

  @Test
  void weathered_images_are_each_in_one_state_and_the_same_whenever_they_are_read() {
    WeatheredImages weathered = new WeatheredImages(PAIR, new Seed(1));

    assertThat(weathered.read(0, 1).pixels()).isEqualTo(weathered.read(0, 1).pixels());
    assertThat(weathered.read(1).pixels())
        .isEqualTo(Arrays.copyOfRange(weathered.read(0, 1).pixels(), 6, 12));
    assertThat(
            IntStream.range(0, 32)
                .mapToObj(seed -> new WeatheredImages(PAIR, new Seed(seed)).read(0).pixels())
                .map(Arrays::toString)
                .distinct())
        .hasSize(4);
    assertThat(weathered.digestOf(0)).isNotEqualTo(PAIR.digestOf(0));
    assertThat(weathered.digest()).isNotEqualTo(new WeatheredImages(PAIR, new Seed(2)).digest());
  }

  private static int farthest(byte... pixels) {
    byte[] before = PAIR.read(0, 1).pixels();
    return IntStream.range(0, pixels.length)
        .map(i -> Math.abs((pixels[i] & 255) - (before[i] & 255)))
        .max()
        .orElseThrow();
  }

  @Test
  void what_is_changed_is_another_set_with_the_same_labels_and_the_source_stays_as_it_is() {
    ImageSet changed = Transformation.NEGATIVE.of(PAIR);
    byte[] before = PAIR.read(0, 1).pixels();
    changed.read(0, 1);

    assertThat(changed.digest()).isNotEqualTo(PAIR.digest());
    assertThat(changed.digestOf(0)).isNotEqualTo(PAIR.digestOf(0));
    assertThat(changed.labels().orElseThrow().toArray()).containsExactly(0, 1);
    assertThat(PAIR.read(0, 1).pixels()).isEqualTo(before);
  }

  @Test
  void names_are_what_they_print_and_others_are_refused_in_one_line() {
    assertThat(Transformation.parse("negative")).isEqualTo(Transformation.NEGATIVE);
    assertThatThrownBy(() -> Transformation.parse("sepia"))
        .hasMessage(
            "'sepia' is no transformation; there are: negative, grey, mirror, blur, night, noise,"
                + " compressed, coarse");
  }
}
