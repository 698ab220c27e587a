package io.boogeyman.victim.input;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** How an image is written for those who take files. */
public enum ImageEncoding {
  /** Without loss. */
  PNG,
  /** With loss, at Java's usual quality, 0.75. */
  JPEG;

  /**
   * The one of this name; {@code jpg} is one for JPEG.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static ImageEncoding named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "png" -> PNG;
      case "jpeg", "jpg" -> JPEG;
      default ->
          throw new IllegalArgumentException("images are sent as png or jpeg, not '" + text + "'");
    };
  }

  /** As in {@code image/png}. */
  public String mediaType() {
    return "image/" + this;
  }

  /** The bytes of a file of image {@code index} of a batch. */
  public byte[] encode(ImageBatch images, int index) {
    ImageShape shape = images.shape();
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = images.pixels();
    for (int y = 0, i = index * shape.bytes(); y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++, i += 3) {
        int red = pixels[i] & 0xff;
        int green = pixels[i + 1] & 0xff;
        int blue = pixels[i + 2] & 0xff;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // By itself ImageIO would go through a temporary file.
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, name(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
