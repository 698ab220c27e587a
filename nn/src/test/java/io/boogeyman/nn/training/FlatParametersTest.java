package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.network.Values;
import io.boogeyman.nn.tensor.ImageTensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try")
class FlatParametersTest {
  private static final PaintedImages IMAGES = new PaintedImages(6, 16, 3, 1);

  @ParameterizedTest(name = "channels last: {0}")
  @ValueSource(booleans = {false, true})
  void leave_the_network_as_it_was(boolean channelsLast) {
    try (PointerScope scope = new PointerScope();
        Network network = network(channelsLast)) {
      network.training(false);
      String before = network.digest();
      float[] logits = Values.of(logits(network, channelsLast));

      try (FlatParameters parameters = new FlatParameters(network)) {
        assertThat(network.digest()).isEqualTo(before);
        assertThat(Values.of(logits(network, channelsLast))).containsExactly(logits, within(1e-6f));
        assertThat(parameters.values().numel())
            .isEqualTo(network.parameters().stream().mapToLong(Tensor::numel).sum());
      }

      assertThat(network.digest()).as("after they are closed").isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "channels last: {0}")
  @ValueSource(booleans = {false, true})
  void gather_the_gradients_that_the_network_alone_would_have_had(boolean channelsLast) {
    try (PointerScope scope = new PointerScope();
        Network alone = network(channelsLast);
        Network network = network(channelsLast);
        FlatParameters parameters = new FlatParameters(network)) {
      logits(alone, channelsLast).square().sum().backward();
      logits(network, channelsLast).square().sum().backward();

      for (int i = 0; i < alone.parameters().size(); i++) {
        float[] expected = Values.of(alone.parameters().get(i).grad());
        assertThat(Values.of(network.parameters().get(i).grad()))
            .as("gradient %d", i)
            .containsExactly(expected, within(1e-4f));
      }
      parameters.gradients().zero_();
      assertThat(network.parameters())
          .allSatisfy(tensor -> assertThat(Values.of(tensor.grad())).containsOnly(0));
    }
  }

  @ParameterizedTest(name = "channels last: {0}")
  @ValueSource(booleans = {false, true})
  void are_the_weights_that_the_network_computes_with(boolean channelsLast) {
    try (PointerScope scope = new PointerScope();
        Network network = network(channelsLast);
        FlatParameters parameters = new FlatParameters(network);
        NoGradGuard noGradients = new NoGradGuard()) {
      parameters.values().zero_();

      assertThat(Values.of(logits(network, channelsLast))).containsOnly(0);
    }
  }

  private static Network network(boolean channelsLast) {
    Network network = Architectures.named("resnet20").create(3, ImageShape.square(16), new Seed(4));
    if (channelsLast) {
      network.channelsLast();
    }
    network.training(true);
    return network;
  }

  private static Tensor logits(Network network, boolean channelsLast) {
    Compute compute = new Compute(Processor.CPU, 1, Precision.FP32, channelsLast);
    compute.claimThread();
    return network.forward(ImageTensors.of(IMAGES.all().pixels(), IMAGES.shape(), compute));
  }
}
