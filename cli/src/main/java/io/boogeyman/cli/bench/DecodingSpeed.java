package io.boogeyman.cli.bench;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.decode.ImageDecoder;
import io.boogeyman.nn.synthetic.Scenes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Encoded images of 128×128 in memory, decoded and scaled on all threads. */
final class DecodingSpeed {
  private static final int DIFFERENT = 16;
  private static final int EACH_THREAD = 2000;
  private static final ImageShape ENCODED = ImageShape.square(128);

  private DecodingSpeed() {}

  static List<Measurement> measure(BenchSettings settings) throws Exception {
    return List.of(measure(settings, "jpg"), measure(settings, "png"));
  }

  private static Measurement measure(BenchSettings settings, String format) throws Exception {
    List<byte[]> files = new ArrayList<>();
    Scenes scenes = new Scenes(new Seed(1), DIFFERENT);
    for (int i = 0; i < DIFFERENT; i++) {
      files.add(encode(scenes.read(i, ENCODED), format));
    }
    int threads = settings.compute().threads();
    int count = settings.count(EACH_THREAD);
    return settings
        .stopwatch()
        .rate(
            "decoding, 128x128 " + format,
            "images/s",
            (long) threads * count,
            () -> Parallel.run(threads, thread -> decode(files, count, settings.shape())));
  }

  private static void decode(List<byte[]> files, int count, ImageShape shape) throws Exception {
    for (int i = 0; i < count; i++) {
      ImageDecoder.decode(files.get(i % DIFFERENT), "image", shape);
    }
  }

  private static byte[] encode(byte[] pixels, String format) throws IOException {
    int side = ENCODED.width();
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < side * side; i++) {
      int red = pixels[3 * i] & 0xff;
      int green = pixels[3 * i + 1] & 0xff;
      int blue = pixels[3 * i + 2] & 0xff;
      image.setRGB(i % side, i / side, red << 16 | green << 8 | blue);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, format, file);
    return file.toByteArray();
  }
}
