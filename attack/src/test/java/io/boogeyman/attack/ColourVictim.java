package io.boogeyman.attack;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import java.util.ArrayList;
import java.util.List;

/**
 * A victim of {@link ColourImages} that is sure of red images only, which it gives one of its three
 * classes by their first pixel; of all others it says that it does not know. It counts what it was
 * asked, and fails when it is told.
 */
public final class ColourVictim implements PredictionApi {
  private static final float SURE = 0.9f;

  private int asked;
  private int failAfter = Integer.MAX_VALUE;

  /** How many images were asked. */
  public int asked() {
    return asked;
  }

  /** Has every request fail once so many images were answered. */
  public void failAfter(int images) {
    failAfter = images;
  }

  @Override
  public List<String> classNames() {
    return List.of("a", "b", "c");
  }

  @Override
  public String identity() {
    return "colour victim";
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    if (asked >= failAfter) {
      throw new PredictionException("the victim is down", null);
    }
    asked += images.count();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      answers.add(answer(images.pixels(), i * images.shape().bytes(), images.shape().bytes()));
    }
    return answers;
  }

  private static Answer answer(byte[] pixels, int offset, int bytes) {
    long[] sums = new long[3];
    for (int value = 0; value < bytes; value++) {
      sums[value % 3] += pixels[offset + value] & 0xff;
    }
    if (sums[0] < Math.max(sums[1], sums[2])) {
      return new Answer.Vector(1 / 3f, 1 / 3f, 1 / 3f);
    }
    float[] sure = {(1 - SURE) / 2, (1 - SURE) / 2, (1 - SURE) / 2};
    sure[(pixels[offset] & 0xff) % 3] = SURE;
    return new Answer.Vector(sure);
  }
}
