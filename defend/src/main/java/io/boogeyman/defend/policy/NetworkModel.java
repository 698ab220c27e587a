package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.weights.SavedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network in this process: one forward pass gives its answers and what detectors look at.
 * Requests of several clients are computed in one batch.
 */
public final class NetworkModel implements GuardedModel {
  private static final int BATCH = 128;

  private final Observer observer;
  private final List<String> classNames;
  private final ImageShape shape;
  private final String identity;
  private final MicroBatcher<AskedImages, SeenImages> batcher;

  /**
   * @param saved the network; copied, so that it may be closed
   */
  public NetworkModel(SavedNetwork saved, Compute compute) {
    this.observer = Observer.of(saved.network(), compute);
    this.classNames = List.copyOf(saved.classNames());
    this.shape = saved.network().shape();
    this.identity =
        saved.network().architecture().name()
            + " "
            + saved.network().digest()
            + " observed in "
            + compute.precision();
    this.batcher = new MicroBatcher<>(BATCH, asked -> new SeenImages(look(asked.images())));
  }

  private Seen look(ImageBatch images) {
    Observation observation = observer.observe(images);
    return new Seen(answers(observation.logits()), Optional.of(observation));
  }

  private static List<Answer> answers(Matrix logits) {
    List<Answer> answers = new ArrayList<>(logits.rows());
    for (int i = 0; i < logits.rows(); i++) {
      answers.add(softmax(logits.row(i)));
    }
    return answers;
  }

  private static Answer softmax(float... logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new PredictionException(
            "the network's answer is none, its weights must be damaged: a logit of " + logit, null);
      }
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    double[] powers = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      powers[k] = Math.exp(logits[k] - largest);
      sum += powers[k];
    }
    float[] probabilities = new float[logits.length];
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = (float) (powers[k] / sum);
    }
    return new Answer.Vector(probabilities);
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public Optional<Observation> observe(ImageBatch images) {
    return see(images).observation();
  }

  @Override
  public Seen see(ImageBatch images) {
    return batcher.compute(new AskedImages(images)).seen();
  }

  @Override
  public void close() {
    observer.close();
  }
}
