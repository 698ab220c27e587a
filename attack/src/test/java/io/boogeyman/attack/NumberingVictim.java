package io.boogeyman.attack;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import java.util.ArrayList;
import java.util.List;

/** A victim of {@link NumberedImages} that notes what it was asked, and fails when it is told. */
public final class NumberingVictim implements PredictionApi {
  private final List<Integer> asked = new ArrayList<>();
  private int failAfter = Integer.MAX_VALUE;

  /** Numbers of the images asked, in order. */
  public List<Integer> asked() {
    return asked;
  }

  /** Has every request fail once so many images were answered. */
  public void failAfter(int images) {
    failAfter = images;
  }

  @Override
  public List<String> classNames() {
    return List.of("even", "odd");
  }

  @Override
  public String identity() {
    return "numbering victim";
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    if (asked.size() >= failAfter) {
      throw new PredictionException("the victim is down", null);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      int number = NumberedImages.numberOf(images, i);
      asked.add(number);
      float even = number / 100_000f;
      answers.add(new Answer.Vector(even, 1 - even));
    }
    return answers;
  }
}
