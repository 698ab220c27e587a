package io.boogeyman.victim.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final ImageShape TWO_PIXELS = new ImageShape(1, 2, 3);
  private static final ImageBatch IMAGE = new ImageBatch(TWO_PIXELS, new byte[] {1, 2, 3, 4, 5, 6});

  @Test
  void planes_or_pixels_come_first_as_the_layout_says() {
    assertThat(raw(Layout.NCHW, Channels.RGB).values(IMAGE)).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(raw(Layout.NHWC, Channels.RGB).values(IMAGE)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(raw(Layout.NHWC, Channels.RGB).axes(7)).containsExactly(7, 1, 2, 3);
    assertThat(raw(Layout.NCHW, Channels.GREY).axes(7)).containsExactly(7, 1, 1, 2);
  }

  @Test
  void channels_come_in_the_model_s_order() {
    assertThat(raw(Layout.NHWC, Channels.BGR).values(IMAGE)).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(raw(Layout.NCHW, Channels.GREY).values(IMAGE)[0])
        .isEqualTo(0.299f * 1 + 0.587f * 2 + 0.114f * 3);
  }

  @Test
  void each_channel_has_its_mean_and_deviation_in_the_order_that_the_model_is_fed() {
    Normalisation caffe = new Normalisation(2, List.of(10.0, 20.0, 30.0), List.of(1.0, 2.0, 4.0));
    assertThat(with(ElementType.FP32, Channels.BGR, caffe).values(IMAGE))
        .containsExactly(
            6 - 10, (4 - 20) / 2f, (2 - 30) / 4f, 12 - 10, (10 - 20) / 2f, (8 - 30) / 4f);
  }

  @Test
  void torchvision_s_normalisation_is_that_of_its_documentation() {
    float white = Normalisation.TORCHVISION.apply(255, 0);
    assertThat(white).isEqualTo((float) ((1 - 0.485) / 0.229));
  }

  @Test
  void the_middle_is_cut_out() {
    byte[] pixels = new byte[4 * 4 * 3];
    for (int i = 0; i < 16; i++) {
      pixels[3 * i] = (byte) i;
    }
    Preprocessing crop =
        new Preprocessing(
            ImageShape.square(4),
            ImageShape.square(2),
            Layout.NCHW,
            Channels.RGB,
            ElementType.FP32,
            Normalisation.RAW);
    float[] values = crop.values(new ImageBatch(ImageShape.square(4), pixels));
    assertThat(values).startsWith(5, 6, 9, 10).hasSize(12);
  }

  @Test
  void values_are_encoded_little_endian_in_the_model_s_type() {
    ByteBuffer fp16 = with(ElementType.FP16, Channels.RGB, Normalisation.RAW).encode(IMAGE);
    assertThat(fp16.remaining()).isEqualTo(12);
    assertThat(Half.valueOf(fp16.getShort(0))).isEqualTo(1);
    ByteBuffer bytes = with(ElementType.UINT8, Channels.RGB, Normalisation.RAW).encode(IMAGE);
    assertThat(bytes.remaining()).isEqualTo(6);
    assertThat(bytes.get(5)).isEqualTo((byte) 6);
    assertThat(with(ElementType.FP32, Channels.RGB, Normalisation.RAW).encode(IMAGE).getFloat(4))
        .isEqualTo(2);
  }

  @Test
  void parts_that_do_not_fit_are_refused() {
    assertThatThrownBy(
            () ->
                with(
                    ElementType.FP32,
                    Channels.GREY,
                    new Normalisation(1, List.of(1.0, 2.0, 3.0), List.of(1.0))))
        .hasMessage("input.mean has 3 numbers for 1 channel; give one, or one a channel");
    assertThatThrownBy(
            () ->
                raw(Layout.NCHW, Channels.RGB)
                    .values(new ImageBatch(ImageShape.square(1), new byte[3])))
        .hasMessage("the victim takes 1x2 images, not 1x1");
  }

  @Property
  void a_half_is_the_nearest_one(@ForAll float value) {
    float half = Half.valueOf(Half.of(value));
    if (Math.abs(value) >= 65_520) {
      assertThat(half).isInfinite();
      return;
    }
    short bits = Half.of(Math.abs(value));
    float below = bits == 0 ? 0 : Half.valueOf((short) (bits - 1));
    float above = Half.valueOf((short) (bits + 1));
    float error = Math.abs(half - value);
    assertThat(error).isLessThanOrEqualTo(Math.abs(Math.abs(value) - below));
    assertThat(error).isLessThanOrEqualTo(Math.abs(above - Math.abs(value)));
  }

  @Test
  void every_half_survives_the_way_there_and_back() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.valueOf((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Half.of(value)).isEqualTo((short) bits);
      }
    }
    assertThat(Half.valueOf(Half.of(Float.NaN))).isNaN();
  }

  private static Preprocessing raw(Layout layout, Channels channels) {
    return new Preprocessing(
        TWO_PIXELS, TWO_PIXELS, layout, channels, ElementType.FP32, Normalisation.RAW);
  }

  private static Preprocessing with(
      ElementType type, Channels channels, Normalisation normalisation) {
    return new Preprocessing(TWO_PIXELS, TWO_PIXELS, Layout.NHWC, channels, type, normalisation);
  }
}
