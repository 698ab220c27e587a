package io.boogeyman.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariedImagesTest {
  private static final ImageSet IMAGES = new ChequeredImages(new NumberedImages(5));
  private static final ImageSet VARIED = new VariedImages(IMAGES, 3);

  /** Images of 16×16 pixels, each of other noise. */
  private record ChequeredImages(ImageSet images) implements ImageView {
    @Override
    public ImageShape shape() {
      return ImageShape.square(16);
    }

    @Override
    public ImageBatch read(int... indices) {
      byte[] pixels = new byte[indices.length * shape().bytes()];
      for (int i = 0; i < indices.length; i++) {
        byte[] image = new byte[shape().bytes()];
        new Random(indices[i]).nextBytes(image);
        System.arraycopy(image, 0, pixels, i * image.length, image.length);
      }
      return new ImageBatch(shape(), pixels);
    }

    @Override
    public ImageDigest digestOf(int index) {
      return ImageDigest.of(read(index), 0);
    }
  }

  /** One image of 16×16 pixels. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record OneImage(byte[] pixels) implements ImageView {
    @Override
    public ImageSet images() {
      return new NumberedImages(1);
    }

    @Override
    public ImageShape shape() {
      return ImageShape.square(16);
    }

    @Override
    public ImageBatch read(int... indices) {
      byte[] all = new byte[indices.length * pixels.length];
      for (int i = 0; i < indices.length; i++) {
        System.arraycopy(pixels, 0, all, i * pixels.length, pixels.length);
      }
      return new ImageBatch(shape(), all);
    }
  }

  @Test
  void the_first_variation_is_the_image_itself() {
    assertThat(VARIED.size()).isEqualTo(15);
    assertThat(VARIED.read(6).pixels()).isEqualTo(IMAGES.read(2).pixels());
    assertThat(VARIED.digestOf(6)).isEqualTo(IMAGES.digestOf(2));
  }

  @Test
  void the_others_differ_from_it_and_from_each_other() {
    byte[] image = VARIED.read(12).pixels();
    assertThat(VARIED.read(13).pixels()).isNotEqualTo(image);
    assertThat(VARIED.read(14).pixels()).isNotEqualTo(image).isNotEqualTo(VARIED.read(13).pixels());
  }

  @Test
  void an_image_is_the_same_in_whatever_batch() {
    ImageBatch batch = VARIED.read(14, 1, 13);
    assertThat(batch.slice(2, 3).pixels()).isEqualTo(VARIED.read(13).pixels());
    assertThat(VARIED.digestOf(13)).isEqualTo(ImageDigest.of(batch, 2));
  }

  @Test
  void an_image_of_one_colour_only_gets_lighter_or_darker_by_a_tenth() {
    byte[] grey = new byte[ImageShape.square(16).bytes()];
    Arrays.fill(grey, (byte) 100);
    VariedImages varied = new VariedImages(new OneImage(grey), 6);
    for (int i = 1; i < 6; i++) {
      byte[] pixels = varied.read(i).pixels();
      assertThat(pixels[0] & 255).isBetween(90, 110);
      assertThat(pixels).containsOnly(pixels[0]);
    }
  }

  @Test
  void variations_of_one_image_belong_together() {
    assertThat(VARIED.group(7)).isEqualTo(IMAGES.group(2));
  }

  @Test
  void an_image_has_at_least_one() {
    assertThatThrownBy(() -> new VariedImages(IMAGES, 0)).hasMessageContaining("at least 1");
  }
}
