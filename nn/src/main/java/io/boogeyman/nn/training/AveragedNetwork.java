package io.boogeyman.nn.training;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A network that follows one in training: every weight, and every running statistic, is a moving
 * mean of the other's (Polyak and Juditsky 1992; as the mean teacher of Tarvainen and Valpola 2017
 * has it, by its share of the steps so far as long as these are few). It is steadier than the one
 * that it follows, and never trained itself.
 *
 * <p>Cost: as much memory as the weights, and a pass over them a step.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class AveragedNetwork implements Outcome {
  private final Network followed;
  private final Network network;
  private final double decay;

  /**
   * Begins where the other one is.
   *
   * @param decay what is kept of the mean in a step, 0 to below 1
   */
  AveragedNetwork(Network followed, double decay, Compute compute) {
    this.followed = followed;
    this.network =
        followed.architecture().create(followed.classes(), followed.shape(), new Seed(0));
    this.decay = decay;
    network.load(followed.state(), false);
    network.training(false);
    network.layOut(compute);
  }

  /** The mean, in evaluation mode. */
  @Override
  public Network network() {
    return network;
  }

  @Override
  public Map<String, Tensor> state() {
    return network.state();
  }

  @Override
  public void follow(long step) {
    double kept = Math.min(decay, (step + 1.0) / (step + 10.0));
    Map<String, Tensor> source = followed.state();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      network.state().forEach((name, mean) -> move(mean, source.get(name), new Scalar(1 - kept)));
    }
  }

  /** A counter is no quantity that has a mean. */
  private static void move(Tensor mean, Tensor value, Scalar share) {
    if (mean.is_floating_point()) {
      mean.lerp_(value, share);
    } else {
      mean.copy_(value);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
