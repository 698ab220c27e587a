package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.network.Values;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try")
class AveragedNetworkTest {
  private static final Compute COMPUTE = Compute.cpu(1);

  @Test
  void begins_as_the_network_that_it_follows() {
    try (Network followed = network();
        AveragedNetwork average = new AveragedNetwork(followed, 0.9, COMPUTE)) {
      assertThat(average.network().digest()).isEqualTo(followed.digest());
    }
  }

  /** After 1,000 steps its memory is as long as it is meant to be. */
  @Test
  void late_step_moves_it_by_what_it_does_not_keep() {
    try (Network followed = network();
        AveragedNetwork average = new AveragedNetwork(followed, 0.75, COMPUTE)) {
      set(followed, 1);
      average.follow(0);
      float before = bias(average.network());
      set(followed, 9);
      average.follow(1_000);

      assertThat(bias(average.network())).isCloseTo(before + 0.25f * (9 - before), within(1e-5f));
    }
  }

  @Test
  void early_steps_count_more_since_there_are_few() {
    try (Network followed = network();
        AveragedNetwork average = new AveragedNetwork(followed, 0.999, COMPUTE)) {
      set(followed, 10);
      float before = bias(average.network());
      average.follow(0);

      assertThat(bias(average.network())).isCloseTo(before + 0.9f * (10 - before), within(1e-5f));
    }
  }

  @Test
  void running_statistics_are_averaged_and_counters_taken_over() {
    try (Network followed = network();
        AveragedNetwork average = new AveragedNetwork(followed, 0.75, COMPUTE);
        PointerScope scope = new PointerScope()) {
      followed.state().get("bn1.running_mean").fill_(new Scalar(4));
      followed.state().get("bn1.num_batches_tracked").fill_(new Scalar(7L));
      average.follow(1_000);

      assertThat(Values.of(average.network().state().get("bn1.running_mean"))[0]).isEqualTo(1f);
      assertThat(average.network().state().get("bn1.num_batches_tracked").item_long()).isEqualTo(7);
    }
  }

  private static Network network() {
    return Architectures.named("resnet20").create(3, ImageShape.square(8), new Seed(1));
  }

  private static void set(Network network, double value) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      head(network).fill_(new Scalar(value));
    }
  }

  private static float bias(Network network) {
    try (PointerScope scope = new PointerScope()) {
      return Values.of(head(network))[0];
    }
  }

  private static Tensor head(Network network) {
    return network.state().get("fc.bias");
  }
}
