package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("try")
class InitialisationTest {

  /** The variances are torchvision's: 2/fan out, 2/fan in, 0.01², and 1/(3·fan in). */
  @ParameterizedTest
  @CsvSource({
    "resnet20, layer3.0.conv2.weight, 2, 576",
    "resnet18, conv1.weight, 2, 3136",
    "resnet18, fc.weight, 1, 1536",
    "densenet121, features.conv0.weight, 2, 147",
    "mobilenet_v2, features.0.0.weight, 2, 288",
    "mobilenet_v2, features.17.conv.1.0.weight, 2, 8640",
    "mobilenet_v2, classifier.1.weight, 1, 10000",
    "squeezenet1_1, features.0.weight, 2, 27",
    "squeezenet1_1, classifier.1.weight, 1, 10000",
    "9l, features.3.weight, 1, 864",
    "5l, classifier.0.weight, 1, 13824"
  })
  void weights_start_with_torchvisions_variance(
      String architecture, String name, double numerator, double denominator) {
    try (PointerScope scope = new PointerScope();
        Network network = network(architecture)) {
      Tensor weight = network.state().get(name).detach();

      double variance = weight.mul(weight).mean().item_float();

      assertThat(variance).isCloseTo(numerator / denominator, withinPercentage(15));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "densenet121, classifier.bias",
    "mobilenet_v2, classifier.1.bias",
    "squeezenet1_1, features.0.bias",
    "squeezenet1_1, classifier.1.bias",
    "resnet18, bn1.bias"
  })
  void these_biases_start_at_zero(String architecture, String name) {
    try (PointerScope scope = new PointerScope();
        Network network = network(architecture)) {
      assertThat(Values.of(network.state().get(name))).containsOnly(0f);
    }
  }

  private static Network network(String architecture) {
    return Architectures.named(architecture).create(20, ImageShape.square(32), new Seed(3));
  }
}
