package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.victim.Victim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A victim of which nothing is known but its API: it names a class by the image's first pixel, in a
 * vector where it says that it gives these, and remembers how many images it was asked.
 *
 * @param classNames its classes
 * @param shape what it takes
 * @param finest what it says of its answers
 * @param asked images of each request
 */
record RemoteVictim(
    List<String> classNames, ImageShape shape, Optional<Granularity> finest, List<Integer> asked)
    implements Victim, PredictionApi {
  /** Fewer than a theft asks, so that it takes several. */
  static final int REQUEST_SIZE = 8;

  RemoteVictim(List<String> classNames, ImageShape shape, Optional<Granularity> finest) {
    this(classNames, shape, finest, new ArrayList<>());
  }

  int imagesAsked() {
    return asked.stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public boolean isElsewhere() {
    return true;
  }

  @Override
  public String name() {
    return "signs.example";
  }

  @Override
  public String kind() {
    return "invented service";
  }

  @Override
  public String digest() {
    return "0";
  }

  @Override
  public String identity() {
    return "invented service at signs.example";
  }

  @Override
  public PredictionApi api() {
    return this;
  }

  @Override
  public int requestSize() {
    return REQUEST_SIZE;
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    asked.add(images.count());
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      int first = images.pixels()[i * shape.bytes()] & 0xff;
      answers.add(answer(first % classNames.size()));
    }
    return answers;
  }

  private Answer answer(int top) {
    if (!finest.equals(Optional.of(new Granularity.Full()))) {
      return new Answer.Label(classNames.size(), top);
    }
    float[] sure = new float[classNames.size()];
    sure[top] = 1;
    return new Answer.Vector(sure);
  }

  @Override
  public void close() {}
}
