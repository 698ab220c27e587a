package io.boogeyman.victim.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InversionTest {
  private static final ImageShape PIXEL = new ImageShape(1, 1, 3);

  @Property(tries = 300)
  void pixels_come_back_from_every_layout_type_and_normalisation(
      @ForAll Layout layout,
      @ForAll Channels channels,
      @ForAll ElementType type,
      @ForAll("normalisations") Normalisation normalisation,
      @ForAll @IntRange(min = 1, max = 5) int height,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll @IntRange(min = 1, max = 3) int count,
      @ForAll long seed) {
    ImageShape shape = new ImageShape(height, width, 3);
    // Whole numbers hold values that are left as they are, and no others.
    Normalisation held = type == ElementType.UINT8 ? Normalisation.RAW : normalisation;
    Preprocessing there = new Preprocessing(shape, shape, layout, channels, type, held);
    ImageBatch images = images(shape, count, channels == Channels.GREY, seed);

    Inversion back = new Inversion(there);
    ByteBuffer encoded = there.encode(images);
    assertThat(back.pixels(encoded, count).pixels()).isEqualTo(images.pixels());
    assertThat(encoded.remaining()).isZero();
    assertThat(back.pixels(there.values(images), count).pixels()).isEqualTo(images.pixels());
  }

  @Provide
  Arbitrary<Normalisation> normalisations() {
    Arbitrary<Normalisation> known =
        Arbitraries.of(Normalisation.UNIT, Normalisation.RAW, Normalisation.SYMMETRIC);
    Arbitrary<Normalisation> other =
        Arbitraries.doubles()
            .between(-200, 200)
            .flatMap(
                mean ->
                    Arbitraries.of(-120.0, -0.3, 0.2, 1.0, 57.0)
                        .map(deviation -> new Normalisation(1, List.of(mean), List.of(deviation))));
    return Arbitraries.oneOf(known, other);
  }

  @Test
  void each_channel_has_its_own_way_back() {
    for (Normalisation normalisation : List.of(Normalisation.TORCHVISION, Normalisation.CAFFE)) {
      for (ElementType type : List.of(ElementType.FP32, ElementType.FP16)) {
        ImageShape shape = new ImageShape(256, 1, 3);
        Preprocessing there =
            new Preprocessing(shape, shape, Layout.NCHW, Channels.BGR, type, normalisation);
        byte[] pixels = new byte[shape.bytes()];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (byte) (i / 3);
        }
        ImageBatch images = new ImageBatch(shape, pixels);
        assertThat(new Inversion(there).pixels(there.encode(images), 1).pixels()).isEqualTo(pixels);
      }
    }
  }

  @Test
  void a_value_goes_to_the_nearest_pixel() {
    assertThat(raw().pixels(new float[] {0.4f, 99.6f, 254.7f}, 1).pixels())
        .containsExactly(0, 100, 255);
  }

  @Test
  void values_just_outside_are_taken_for_the_last_and_others_refused() {
    assertThat(raw().pixels(new float[] {-0.9f, 255.9f, 0}, 1).pixels()).containsExactly(0, 255, 0);
    for (float value : new float[] {-1.5f, 257, Float.NaN, Float.POSITIVE_INFINITY, 1e30f}) {
      assertThatThrownBy(() -> raw().pixels(new float[] {0, 0, value}, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the value " + value + " is no pixel's")
          .hasMessageContaining("[0.0, 255.0]");
    }
  }

  @Test
  void what_was_cut_off_cannot_be_had_back() {
    Preprocessing cut =
        new Preprocessing(
            ImageShape.square(8),
            ImageShape.square(4),
            Layout.NCHW,
            Channels.RGB,
            ElementType.FP32,
            Normalisation.UNIT);
    assertThatThrownBy(() -> new Inversion(cut)).hasMessageContaining("input.crop");
  }

  private static Inversion raw() {
    return new Inversion(
        new Preprocessing(
            PIXEL, PIXEL, Layout.NHWC, Channels.RGB, ElementType.FP32, Normalisation.RAW));
  }

  private static ImageBatch images(ImageShape shape, int count, boolean grey, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
    byte[] pixels = new byte[count * shape.bytes()];
    random.nextBytes(pixels);
    for (int i = 0; grey && i < pixels.length; i++) {
      pixels[i] = pixels[i - i % 3];
    }
    return new ImageBatch(shape, pixels);
  }
}
