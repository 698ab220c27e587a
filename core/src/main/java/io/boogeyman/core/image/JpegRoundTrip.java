package io.boogeyman.core.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What is left of an image that was written as JPEG and read again, by the JDK's own codec. */
final class JpegRoundTrip {
  private static final float QUALITY = 0.6f;

  private JpegRoundTrip() {}

  /**
   * @param pixels H×W×C, C of 1 or 3
   */
  static byte[] of(byte[] pixels, ImageShape shape) {
    boolean grey = shape.channels() == 1;
    BufferedImage image =
        new BufferedImage(
            shape.width(),
            shape.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    int[] values = new int[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i] & 255;
    }
    image.getRaster().setPixels(0, 0, shape.width(), shape.height(), values);
    int[] read =
        decoded(encoded(image)).getRaster().getPixels(0, 0, shape.width(), shape.height(), values);
    byte[] after = new byte[pixels.length];
    for (int i = 0; i < after.length; i++) {
      after[i] = (byte) read[i];
    }
    return after;
  }

  private static byte[] encoded(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage decoded(byte... jpeg) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in);
      return reader.read(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // from memory: never
    } finally {
      reader.dispose();
    }
  }
}
