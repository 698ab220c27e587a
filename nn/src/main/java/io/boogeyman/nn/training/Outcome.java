package io.boogeyman.nn.training;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What a training ends with: the network that is trained, or one that follows it. */
interface Outcome extends AutoCloseable {

  /** The network to be measured and kept. */
  Network network();

  /** What it remembers besides the trained network's weights; live tensors. */
  Map<String, Tensor> state();

  /**
   * Told of every step.
   *
   * @param step steps done before, from 0
   */
  void follow(long step);

  @Override
  void close();

  /** Of a training of so many steps that begins. */
  static Outcome of(Network trained, Refinement refinement, long steps, Compute compute) {
    return refinement.averaging() == 0
        ? new Itself(trained)
        : new AveragedNetwork(trained, refinement.kept(steps), compute);
  }

  /** The trained network, which stays its owner's to close. */
  record Itself(Network network) implements Outcome {
    @Override
    public Map<String, Tensor> state() {
      return Map.of();
    }

    @Override
    public void follow(long step) {}

    @Override
    public void close() {}
  }
}
