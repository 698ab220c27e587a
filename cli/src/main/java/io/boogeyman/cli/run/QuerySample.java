package io.boogeyman.cli.run;

import io.boogeyman.cli.result.Sample;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.transcript.Transcript;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** One query as the report shows it. */
final class QuerySample {
  private static final int ENTRIES = 5;

  private QuerySample() {}

  static Sample of(
      Transcript transcript, int index, Granularity granularity, List<String> classNames) {
    ImageBatch image = transcript.queries().read(index);
    Answer answer = granularity.release(transcript.answers().get(index));
    return new Sample(Base64.getEncoder().encodeToString(png(image)), entries(answer, classNames));
  }

  private static List<Sample.Entry> entries(Answer answer, List<String> classNames) {
    if (answer instanceof Answer.Label label) {
      return List.of(new Sample.Entry(classNames.get(label.top()), 1));
    }
    int told = answer instanceof Answer.TopK listed ? listed.k() : answer.classes();
    int shown = Math.min(ENTRIES, told);
    Answer.TopK top = (Answer.TopK) new Granularity.TopK(shown).release(answer);
    List<Sample.Entry> entries = new ArrayList<>();
    for (int rank = 0; rank < top.k(); rank++) {
      entries.add(new Sample.Entry(classNames.get(top.id(rank)), top.probability(rank)));
    }
    return entries;
  }

  private static byte[] png(ImageBatch images) {
    ImageShape shape = images.shape();
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = images.pixels();
    for (int y = 0, i = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++, i += 3) {
        int red = pixels[i] & 0xff;
        int green = pixels[i + 1] & 0xff;
        int blue = pixels[i + 2] & 0xff;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
