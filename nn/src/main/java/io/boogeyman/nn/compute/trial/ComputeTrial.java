package io.boogeyman.nn.compute.trial;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Finds out which precision and memory format train a network fastest on this machine, by trying: a
 * step or three of each. Which one wins cannot be told from the processor's name: bfloat16 more
 * than halves the speed where it has to be emulated, and nearly doubles it where it has not.
 *
 * <p>Cost: about ten training steps.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class ComputeTrial {
  private static final int CLASSES = 10;
  private static final int STEPS = 3;

  /** A candidate whose first step is this much slower than the best is not tried further. */
  private static final double HOPELESS = 1.5;

  private final Architecture architecture;
  private final ImageShape shape;
  private final int batch;

  /** A trial with images of this shape. */
  public ComputeTrial(Architecture architecture, ImageShape shape) {
    this.architecture = architecture;
    this.shape = shape;
    this.batch = Math.max(4, Math.min(64, 64 * 32 * 32 / (shape.height() * shape.width())));
  }

  /**
   * What one way of computing came to.
   *
   * @param compute the way
   * @param imagesPerSecond training speed
   */
  public record Outcome(Compute compute, double imagesPerSecond) {}

  /** Tries every way, fastest first. */
  public List<Outcome> run(Processor processor, int threads) {
    List<Outcome> outcomes = new ArrayList<>();
    double best = 0;
    for (Precision precision : Precision.values()) {
      for (boolean channelsLast : new boolean[] {true, false}) {
        Compute compute = new Compute(processor, threads, precision, channelsLast);
        Outcome outcome = new Outcome(compute, speed(compute, best));
        best = Math.max(best, outcome.imagesPerSecond());
        outcomes.add(outcome);
      }
    }
    outcomes.sort(Comparator.comparingDouble(Outcome::imagesPerSecond).reversed());
    return List.copyOf(outcomes);
  }

  private double speed(Compute compute, double best) {
    compute.claimThread();
    try (Network network = architecture.create(CLASSES, shape, new Seed(0))) {
      network.to(compute.processor().device());
      if (compute.channelsLast()) {
        network.channelsLast();
      }
      network.training(true);
      double first = step(network, compute);
      if (batch / first * HOPELESS < best) {
        return batch / first;
      }
      double fastest = Double.MAX_VALUE;
      for (int i = 0; i < STEPS; i++) {
        fastest = Math.min(fastest, step(network, compute));
      }
      return batch / fastest;
    }
  }

  private double step(Network network, Compute compute) {
    long start = System.nanoTime();
    try (PointerScope scope = new PointerScope()) {
      Tensor images = ImageTensors.of(new byte[batch * shape.bytes()], shape, compute);
      Tensor logits = compute.forward(() -> network.forward(images));
      Tensor loss = logits.to(torch.ScalarType.Float).sum();
      loss.backward();
      loss.item_float();
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
