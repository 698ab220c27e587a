package io.boogeyman.guard.gateway;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.policy.GuardedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model of three classes: the brighter an image's first value, the surer it is of the last. */
final class SignModel implements GuardedModel {
  static final ImageShape SHAPE = ImageShape.square(2);

  private volatile boolean broken;

  static ImageBatch image(int brightness) {
    byte[] pixels = new byte[SHAPE.bytes()];
    pixels[0] = (byte) brightness;
    return new ImageBatch(SHAPE, pixels);
  }

  void fail(boolean fails) {
    broken = fails;
  }

  @Override
  public List<String> classNames() {
    return List.of("stop", "yield", "go");
  }

  @Override
  public ImageShape shape() {
    return SHAPE;
  }

  @Override
  public String identity() {
    return "signs";
  }

  @Override
  public Optional<Observation> observe(ImageBatch images) {
    return Optional.empty();
  }

  @Override
  public Seen see(ImageBatch images) {
    if (broken) {
      throw new PredictionException("the model is away", null);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      float last = (images.pixels()[i * SHAPE.bytes()] & 0xff) / 255f;
      answers.add(new Answer.Vector((1 - last) * 0.75f, (1 - last) * 0.25f, last));
    }
    return new Seen(answers, Optional.empty());
  }

  @Override
  public void close() {}
}
