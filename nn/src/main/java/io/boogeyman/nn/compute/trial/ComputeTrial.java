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
 * Finds out which precision and memory format train a network fastest on this machine, by trying.
 * Which one wins cannot be told from the processor's name: bfloat16 more than halves the speed
 * where it has to be emulated, and nearly doubles it where it has not. The ways take turns, so that
 * a busy moment of the machine slows all of them alike, and the fastest step of each counts.
 *
 * <p>Cost: some thirty training steps.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class ComputeTrial {
  private static final int CLASSES = 10;
  private static final int ROUNDS = 8;

  /** Ways that are this much slower than the best after a round are not tried further. */
  private static final double HOPELESS = 1.5;

  /**
   * Channels first has to be this much faster to be chosen: below that a busy moment of the machine
   * would decide, and each way gives other bits.
   */
  private static final double CLEARLY = 1.1;

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

  /** Tries every way; the one to choose first, then the faster before the slower. */
  public List<Outcome> run(Processor processor, int threads) {
    List<Candidate> candidates = new ArrayList<>();
    try {
      for (Precision precision : Precision.values()) {
        for (boolean channelsLast : new boolean[] {true, false}) {
          candidates.add(new Candidate(new Compute(processor, threads, precision, channelsLast)));
        }
      }
      candidates.forEach(Candidate::warmUp);
      candidates.forEach(Candidate::step);
      for (int round = 0; round < ROUNDS; round++) {
        double best = candidates.stream().mapToDouble(c -> c.fastest).min().orElseThrow();
        candidates.stream().filter(c -> c.fastest <= HOPELESS * best).forEach(Candidate::step);
      }
      return candidates.stream()
          .sorted(Comparator.comparingDouble(Candidate::handicapped))
          .map(c -> new Outcome(c.compute, batch / c.fastest))
          .toList();
    } finally {
      candidates.forEach(c -> c.network.close());
    }
  }

  /** One way of computing, with a network of its own. */
  private final class Candidate {
    private final Compute compute;
    private final Network network;
    private double fastest = Double.MAX_VALUE;

    Candidate(Compute compute) {
      this.compute = compute;
      this.network = architecture.create(CLASSES, shape, new Seed(0));
      network.to(compute.processor().device());
      if (compute.channelsLast()) {
        network.channelsLast();
      }
      network.training(true);
    }

    /** The first step also finds its kernels, and the first of all starts libtorch's threads. */
    void warmUp() {
      step();
      fastest = Double.MAX_VALUE;
    }

    double handicapped() {
      return compute.channelsLast() ? fastest : CLEARLY * fastest;
    }

    void step() {
      compute.claimThread();
      double seconds = compute.besideOthers(network.kernels(batch), this::timed);
      fastest = Math.min(fastest, seconds);
    }

    private double timed() {
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
}
