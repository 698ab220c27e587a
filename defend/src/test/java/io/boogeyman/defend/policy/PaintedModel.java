package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A model of four classes whose images say themselves what it makes of them: the first byte is the
 * class, the second how sure it is, the third tells them apart.
 */
final class PaintedModel implements GuardedModel {
  static final ImageShape SHAPE = ImageShape.square(2);
  private static final int CLASSES = 4;
  private static final int SURE = 100;

  private boolean broken;
  private boolean labels;
  private Duration apart = Duration.ZERO;
  private int asked;

  /** An image that its owner would ask. */
  static ImageBatch own(int number) {
    return image(number % CLASSES, SURE, number);
  }

  /** An image that a thief would ask. */
  static ImageBatch foreign(int number) {
    return image(number % CLASSES, 1, number);
  }

  private static ImageBatch image(int label, int sure, int number) {
    byte[] pixels = new byte[SHAPE.bytes()];
    pixels[0] = (byte) label;
    pixels[1] = (byte) sure;
    pixels[2] = (byte) number;
    pixels[3] = (byte) (number >> 8);
    return new ImageBatch(SHAPE, pixels);
  }

  static ImageBatch all(Stream<ImageBatch> images) {
    return ImageBatch.joined(images.toList());
  }

  /** It answers nothing from now on, or again. */
  void fail(boolean fails) {
    broken = fails;
  }

  /** It answers with labels alone from now on, or vectors again. */
  void answerLabels(boolean only) {
    labels = only;
  }

  /** It is looked at apart from its answers from now on, which takes so long. */
  void lookApart(Duration takes) {
    apart = takes;
  }

  /** Images that it was asked. */
  int asked() {
    return asked;
  }

  @Override
  public List<String> classNames() {
    return List.of("stop", "yield", "turn", "go");
  }

  @Override
  public ImageShape shape() {
    return SHAPE;
  }

  @Override
  public String identity() {
    return "painted";
  }

  @Override
  public Optional<Observation> observe(ImageBatch images) {
    LockSupport.parkNanos(apart.toNanos());
    return compute(images).observation();
  }

  @Override
  public Seen see(ImageBatch images) {
    if (broken) {
      throw new PredictionException("the model is away", null);
    }
    asked += images.count();
    Seen seen = compute(images);
    List<Answer> answers =
        labels
            ? seen.answers().stream().map(new Granularity.Label()::release).toList()
            : seen.answers();
    return new Seen(answers, apart.isZero() ? seen.observation() : Optional.empty());
  }

  private static Seen compute(ImageBatch images) {
    List<Answer> answers = new ArrayList<>();
    float[] logits = new float[images.count() * CLASSES];
    for (int i = 0; i < images.count(); i++) {
      int at = i * SHAPE.bytes();
      int label = images.pixels()[at];
      float sure = images.pixels()[at + 1] / 10f;
      logits[i * CLASSES + label] = sure;
      answers.add(answer(label, sure));
    }
    Matrix rows = new Matrix(logits, CLASSES);
    return new Seen(answers, Optional.of(new Observation(rows, List.of(rows))));
  }

  private static Answer answer(int label, float sure) {
    float[] probabilities = new float[CLASSES];
    double others = CLASSES - 1 + Math.exp(sure);
    for (int k = 0; k < CLASSES; k++) {
      probabilities[k] = (float) ((k == label ? Math.exp(sure) : 1) / others);
    }
    return new Answer.Vector(probabilities);
  }

  @Override
  public void close() {
    broken = true;
  }
}
