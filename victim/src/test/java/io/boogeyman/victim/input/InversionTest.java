package io.boogeyman.victim.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InversionTest {
  private static final ImageShape PIXEL = new ImageShape(1, 1, 3);
  private static final ImageShape LEVELS = new ImageShape(256, 1, 3);

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

  /** Wherever there is a way back at all, it is exact for all 256 values of every channel. */
  @ParameterizedTest
  @MethodSource("usualNormalisations")
  void every_value_of_a_pixel_comes_back(Normalisation normalisation) {
    byte[] pixels = everyLevel();
    for (ElementType type : List.of(ElementType.FP32, ElementType.FP16)) {
      for (Channels channels : Channels.values()) {
        for (Layout layout : Layout.values()) {
          if (channels == Channels.GREY && normalisation.mean().size() == 3) {
            continue;
          }
          Preprocessing there =
              new Preprocessing(LEVELS, LEVELS, layout, channels, type, normalisation);
          ImageBatch images = new ImageBatch(LEVELS, pixels);
          assertThat(new Inversion(there).pixels(there.encode(images), 1).pixels())
              .isEqualTo(pixels);
        }
      }
    }
  }

  private static byte[] everyLevel() {
    byte[] pixels = new byte[LEVELS.bytes()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3);
    }
    return pixels;
  }

  static List<Normalisation> usualNormalisations() {
    return List.of(
        Normalisation.UNIT,
        Normalisation.RAW,
        Normalisation.SYMMETRIC,
        Normalisation.TORCHVISION,
        Normalisation.CAFFE,
        new Normalisation(1, List.of(123.675, 116.28, 103.53), List.of(58.395, 57.12, 57.375)),
        new Normalisation(1 / 255.0, List.of(0.1307), List.of(0.3081)),
        new Normalisation(-1, List.of(-255.0), List.of(1.0)));
  }

  @Property(tries = 200)
  void what_has_a_way_back_has_an_exact_one(
      @ForAll ElementType type,
      @ForAll @DoubleRange(min = -2, max = 2) double scale,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double mean,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double deviation) {
    Assume.that(scale != 0 && deviation != 0);
    Preprocessing there =
        new Preprocessing(
            LEVELS,
            LEVELS,
            Layout.NHWC,
            Channels.RGB,
            type,
            new Normalisation(scale, List.of(mean), List.of(deviation)));
    ImageBatch images = new ImageBatch(LEVELS, everyLevel());
    Optional<Inversion> back = inversion(there);
    back.ifPresent(
        way -> assertThat(way.pixels(there.encode(images), 1).pixels()).isEqualTo(images.pixels()));
  }

  private static Optional<Inversion> inversion(Preprocessing there) {
    try {
      return Optional.of(new Inversion(there));
    } catch (IllegalArgumentException tooCoarse) {
      return Optional.empty();
    }
  }

  @Test
  void values_that_a_type_cannot_hold_are_refused_before_any_image_comes() {
    assertThatThrownBy(() -> new Inversion(levels(ElementType.UINT8, Normalisation.UNIT)))
        .hasMessage(
            "values of UINT8 cannot hold (pixel × 1/255 − 0) / 1: a pixel of 1 would come back as 0");
    Normalisation far = new Normalisation(1, List.of(1e9), List.of(1.0));
    assertThatThrownBy(() -> new Inversion(levels(ElementType.FP32, far)))
        .hasMessageStartingWith("values of FP32 cannot hold (pixel × 1 − 1000000000) / 1: a pixel");
    assertThatThrownBy(
            () ->
                new Inversion(
                    levels(ElementType.FP16, new Normalisation(1, List.of(1e6), List.of(1.0)))))
        .hasMessageEndingWith("would come back as no number");
  }

  private static Preprocessing levels(ElementType type, Normalisation normalisation) {
    return new Preprocessing(LEVELS, LEVELS, Layout.NCHW, Channels.RGB, type, normalisation);
  }

  @Test
  void whole_numbers_are_whole_and_in_their_range() {
    Inversion bytes =
        new Inversion(
            new Preprocessing(
                PIXEL, PIXEL, Layout.NHWC, Channels.RGB, ElementType.UINT8, Normalisation.RAW));
    assertThat(bytes.pixels(new float[] {0, 7, 255}, 1).pixels()).containsExactly(0, 7, 255);
    for (float value : new float[] {0.5f, -1, 256, Float.NaN}) {
      assertThatThrownBy(() -> bytes.pixels(new float[] {0, 0, value}, 1))
          .hasMessage(
              "the value " + value + " is no pixel's: UINT8 has whole numbers from 0 to 255");
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
