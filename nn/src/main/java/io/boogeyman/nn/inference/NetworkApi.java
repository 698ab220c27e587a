package io.boogeyman.nn.inference;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.ArrayList;
import java.util.List;

/** A network in this process as a victim behind a prediction API: full probability vectors. */
public final class NetworkApi implements PredictionApi, AutoCloseable {
  private final Predictor predictor;
  private final List<String> classNames;
  private final String identity;

  /**
   * @param network the victim; copied, so that it may be closed
   * @param classNames one name a class
   * @throws IllegalArgumentException if there are not as many names as classes
   */
  public NetworkApi(Network network, List<String> classNames, Compute compute) {
    if (classNames.size() != network.classes()) {
      throw new IllegalArgumentException(
          classNames.size() + " names for " + network.classes() + " classes");
    }
    this.classNames = List.copyOf(classNames);
    this.identity =
        network.architecture().name() + " " + network.digest() + " in " + compute.precision();
    this.predictor = Predictor.of(network, compute);
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
    Predictions predictions = predictor.predict(images);
    List<Answer> answers = new ArrayList<>(predictions.size());
    for (int i = 0; i < predictions.size(); i++) {
      answers.add(vector(predictions.row(i)));
    }
    return answers;
  }

  private Answer vector(float... probabilities) {
    try {
      return new Answer.Vector(probabilities);
    } catch (IllegalArgumentException e) {
      throw new PredictionException(
          "the network's answer is none, its weights must be damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
