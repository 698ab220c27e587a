package io.boogeyman.nn.training;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a network as examples come: one step of gradient descent for each batch, on images as they
 * are, at a constant rate. The optimiser remembers from step to step. The same steps in the same
 * order give the same bits, with the same seed, compute and hardware. Used by one thread.
 *
 * <p>Cost of a step: a forward and a backward pass; as much memory as two copies of the weights.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class StepwiseTraining implements AutoCloseable {
  private final Network network;
  private final double learningRate;
  private final Compute compute;
  private final Seed seed;
  private final FlatParameters parameters;
  private final WeightUpdate update;
  private long steps;

  /**
   * Begins with nothing remembered.
   *
   * @param network is trained in place, and stays the caller's to close
   * @param seed of dropout
   */
  public StepwiseTraining(
      Network network, Optimiser optimiser, double learningRate, Compute compute, Seed seed) {
    this.network = network;
    this.learningRate = learningRate;
    this.compute = compute;
    this.seed = seed;
    compute.claimThread();
    network.layOut(compute);
    this.parameters = new FlatParameters(network);
    this.update = WeightUpdate.of(optimiser, parameters);
  }

  /**
   * Learns from a batch; the network is in evaluation mode afterwards.
   *
   * @param batch at least one example, or two where the network has batch normalisation
   * @return the mean loss before the step
   * @throws IllegalArgumentException if network, images and targets do not fit each other
   * @throws TrainingException if the loss is not a number
   */
  public double step(Examples batch) {
    batch.requireFit(network);
    compute.claimThread();
    network.training(true);
    network.seedDropout(seed.derive("dropout", steps).value());
    double loss = compute.besideOthers(network.kernels(batch.size()), () -> take(batch));
    network.training(false);
    steps++;
    if (!Double.isFinite(loss)) {
      throw new TrainingException("the loss is no longer a number in step " + steps);
    }
    return loss;
  }

  private double take(Examples batch) {
    int classes = network.classes();
    float[] rows = new float[batch.size() * classes];
    for (int i = 0; i < batch.size(); i++) {
      batch.targets().write(i, rows, i * classes);
    }
    byte[] pixels = batch.images().read(IntStream.range(0, batch.size()).toArray()).pixels();
    try (PointerScope scope = new PointerScope()) {
      Tensor images = ImageTensors.of(pixels, network.shape(), compute);
      Tensor targets = ImageTensors.rows(rows, classes, compute);
      return new GradientStep(network, compute, parameters, update, Loss::crossEntropy)
          .take(images, targets, learningRate, steps);
    }
  }

  @Override
  public void close() {
    update.close();
    parameters.close();
  }
}
