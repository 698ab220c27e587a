package io.boogeyman.attack.adaptive;

import io.boogeyman.attack.surrogate.AnswerTargets;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.StepwiseTraining;

/** The surrogate that grows while its thief asks: one step of SGD with every batch of answers. */
final class GrowingCopy implements AutoCloseable {
  private static final double LEARNING_RATE = 5e-4;
  private static final Optimiser SGD = new Optimiser.Sgd(0.5, false, 0);

  private final SurrogatePlan plan;
  private final Compute compute;
  private final Network network;
  private final StepwiseTraining training;

  GrowingCopy(SurrogatePlan plan, Compute compute, int classes, Seed seed) {
    this.plan = plan;
    this.compute = compute;
    this.network = plan.network(classes, seed.derive("weights"));
    this.training =
        new StepwiseTraining(network, SGD, LEARNING_RATE, compute, seed.derive("training"));
  }

  /** What it makes of images now. */
  Predictions predict(ImageSet images) {
    try (Predictor predictor = Predictor.of(network, compute)) {
      return predictor.predict(images);
    }
  }

  /** Takes one step. */
  void learn(Transcript batch) {
    training.step(
        new Examples(
            batch.queries(), new AnswerTargets(batch.answers(), plan.missing(), plan.smoothing())));
  }

  @Override
  public void close() {
    training.close();
    network.close();
  }
}
