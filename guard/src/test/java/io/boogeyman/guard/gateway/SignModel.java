package io.boogeyman.guard.gateway;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.policy.GuardedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model of three classes: the brighter an image's first value, the surer it is of the last. Its
 * detectors see the second value: an image of its owner has none there.
 */
final class SignModel implements GuardedModel {
  static final ImageShape SHAPE = ImageShape.square(2);

  /** The greatest logit of an image that its owner would ask. */
  static final double SURE = 10;

  private final ImageShape shape;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean broken;
  private volatile CountDownLatch held = new CountDownLatch(0);

  SignModel(ImageShape shape) {
    this.shape = shape;
  }

  static ImageBatch image(int brightness) {
    byte[] pixels = new byte[SHAPE.bytes()];
    pixels[0] = (byte) brightness;
    return new ImageBatch(SHAPE, pixels);
  }

  void fail(boolean fails) {
    broken = fails;
  }

  /** Whoever asks from now on waits for what this returns to be counted down. */
  CountDownLatch hold() {
    held = new CountDownLatch(1);
    return held;
  }

  /** Requests that are not answered yet. */
  int underWay() {
    return underWay.get();
  }

  @Override
  public List<String> classNames() {
    return List.of("stop", "yield", "go");
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public String identity() {
    return "signs";
  }

  @Override
  public Optional<Observation> observe(ImageBatch images) {
    float[] logits = new float[images.count() * classNames().size()];
    for (int i = 0; i < images.count(); i++) {
      boolean own = images.pixels()[i * shape.bytes() + 1] == 0;
      logits[i * classNames().size()] = own ? (float) SURE : 0.1f;
    }
    Matrix rows = new Matrix(logits, classNames().size());
    return Optional.of(new Observation(rows, List.of(rows)));
  }

  @Override
  public Seen see(ImageBatch images) {
    underWay.incrementAndGet();
    try {
      held.await();
      return answered(images);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PredictionException("stopped", e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private Seen answered(ImageBatch images) {
    if (broken) {
      throw new PredictionException("the model is away", null);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      float last = (images.pixels()[i * shape.bytes()] & 0xff) / 255f;
      answers.add(new Answer.Vector((1 - last) * 0.75f, (1 - last) * 0.25f, last));
    }
    return new Seen(answers, observe(images));
  }

  @Override
  public void close() {}
}
