package io.boogeyman.victim.tensor;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.answer.Scores;
import java.util.List;

/** A tensor model as prediction API. */
final class TensorApi implements PredictionApi {
  private final String name;
  private final String identity;
  private final List<String> classNames;
  private final Scores scores;
  private final Feed feed;

  TensorApi(String name, String identity, List<String> classNames, Scores scores, Feed feed) {
    this.name = name;
    this.identity = identity;
    this.classNames = classNames;
    this.scores = scores;
    this.feed = feed;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public synchronized List<Answer> ask(ImageBatch images) {
    return scores.answers(values(images), images.count(), name);
  }

  private float[] values(ImageBatch images) {
    try {
      return feed.scores(images, scores.width());
    } catch (PredictionException e) {
      throw new PredictionException(name + ": " + e.getMessage(), e);
    }
  }
}
