package io.boogeyman.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MosaicTest {

  @Test
  void means_each_channel_of_each_cell() {
    // Two rows of four pixels of one channel, in two by two cells.
    ImageShape shape = new ImageShape(2, 4, 1);
    byte[] pixels = {0, 10, 20, 30, (byte) 200, (byte) 255, 1, 2};
    assertThat(new Mosaic(shape, 2).of(new ImageBatch(shape, pixels), 0))
        .containsExactly(5f, 25f, 227.5f, 1.5f);
  }

  @Test
  void keeps_channels_apart_and_reads_the_image_it_is_asked_for() {
    ImageShape shape = ImageShape.square(2);
    byte[] pixels = new byte[2 * shape.bytes()];
    for (int pixel = 4; pixel < 8; pixel++) {
      pixels[3 * pixel + 1] = (byte) (40 * (pixel - 4));
    }
    assertThat(new Mosaic(shape, 1).of(new ImageBatch(shape, pixels), 1))
        .containsExactly(0f, 60f, 0f);
  }

  @Test
  void has_a_cell_a_pixel_where_there_are_no_more_pixels() {
    ImageShape shape = new ImageShape(1, 3, 1);
    assertThat(new Mosaic(shape, 8).of(new ImageBatch(shape, new byte[] {1, 2, 3}), 0))
        .containsExactly(1f, 2f, 3f);
  }

  @Test
  void refuses_images_of_another_shape() {
    Mosaic mosaic = new Mosaic(ImageShape.square(4), 2);
    ImageShape other = ImageShape.square(2);
    assertThatThrownBy(() -> mosaic.of(new ImageBatch(other, new byte[other.bytes()]), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images of 4x4 are expected, not of 2x2");
  }
}
