package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try")
class ReferenceNetworkTest {

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "9l", "5l"})
  void small_networks_agree_with_an_independent_implementation(String name) throws IOException {
    assertAgrees(name, ReferenceNetwork.committed(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v2", "squeezenet1_1"})
  void networks_agree_with_torchvision(String name) throws IOException {
    assertAgrees(name, ReferenceNetwork.torchvision(name));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"resnet34", "resnet50", "resnet101", "vgg16", "vgg16_bn", "densenet121"})
  void large_networks_agree_with_torchvision(String name) throws IOException {
    assertAgrees(name, ReferenceNetwork.torchvision(name));
  }

  private static void assertAgrees(String name, ReferenceNetwork reference) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Network network =
            Architectures.named(name)
                .create(10, ImageShape.square(reference.side()), new Seed(1))) {
      assertThat(network.state().entrySet())
          .extracting(entry -> entry.getKey() + " " + Arrays.toString(entry.getValue().shape()))
          .containsExactly(reference.state());
      assertThat(network.parameters().stream().mapToLong(Tensor::numel).sum())
          .isEqualTo(reference.parameters());

      network.load(ReferenceNetwork.weights(network.state()), false);

      Tensor images = reference.images();
      assertThat(Values.of(network.forward(images)))
          .containsExactly(reference.logits(), within(1e-3f));
      try (Network folded = network.folded()) {
        folded.channelsLast();
        assertThat(Values.of(folded.forward(images)))
            .containsExactly(reference.logits(), within(1e-3f));
      }
    }
  }
}
