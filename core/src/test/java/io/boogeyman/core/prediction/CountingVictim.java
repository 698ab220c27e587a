package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.util.ArrayList;
import java.util.List;

/** A victim that remembers what it was asked; images are of one pixel and named by its red. */
final class CountingVictim implements PredictionApi {
  final List<Integer> asked = new ArrayList<>();
  boolean broken;

  /** Images by name. */
  static ImageBatch images(int... names) {
    byte[] pixels = new byte[3 * names.length];
    for (int i = 0; i < names.length; i++) {
      pixels[3 * i] = (byte) names[i];
    }
    return new ImageBatch(ImageShape.square(1), pixels);
  }

  /** What it answers to an image: class {@code name % 3} with a probability that tells the name. */
  static Answer answer(int name) {
    float[] probabilities = new float[3];
    probabilities[name % 3] = 0.9f + name / 2000f;
    return new Answer.Vector(probabilities);
  }

  @Override
  public List<String> classNames() {
    return List.of("a", "b", "c");
  }

  @Override
  public String identity() {
    return "counting victim";
  }

  @Override
  public synchronized List<Answer> ask(ImageBatch images) {
    if (broken) {
      throw new PredictionException("the victim is broken", null);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      int name = images.pixels()[3 * i];
      asked.add(name);
      answers.add(answer(name));
    }
    return answers;
  }
}
