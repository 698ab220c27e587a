package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.weights.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {
  private static final ImageShape SHAPE = ImageShape.square(32);
  private static final Seed SEED = new Seed(1);

  private PointerScope scope;

  @BeforeEach
  void openScope() {
    scope = new PointerScope();
  }

  @AfterEach
  void closeScope() {
    scope.close();
  }

  static Stream<String> small() {
    return ArchitecturesTest.small();
  }

  private static Network network(String name) {
    return Architectures.named(name).create(7, SHAPE, SEED);
  }

  private static Network filledNetwork(String name) {
    Network network = network(name);
    network.load(ReferenceNetwork.weights(network.state()), false);
    return network;
  }

  private static Tensor images(int count) {
    SplittableRandom random = new SplittableRandom(7);
    float[] values = new float[count * SHAPE.bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return Tensor.create(values, count, 3, SHAPE.height(), SHAPE.width());
  }

  @ParameterizedTest
  @MethodSource("small")
  void folding_keeps_the_logits(String name) {
    try (Network network = filledNetwork(name);
        Network folded = network.folded()) {
      assertThat(Values.of(folded.forward(images(2))))
          .containsExactly(Values.of(network.forward(images(2))), within(1e-4f));
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void channels_last_keeps_the_logits(String name) {
    try (Network network = filledNetwork(name)) {
      float[] contiguous = Values.of(network.forward(images(2)));

      network.channelsLast();

      Tensor images = images(2).contiguous(MemoryFormat.ChannelsLast);
      assertThat(Values.of(network.forward(images))).containsExactly(contiguous, within(1e-4f));
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void logits_are_the_classified_features(String name) {
    try (Network network = filledNetwork(name)) {
      assertThat(Values.of(network.classify(network.features(images(2)))))
          .containsExactly(Values.of(network.forward(images(2))));
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void training_reaches_every_parameter(String name) {
    try (Network network = filledNetwork(name)) {
      network.training(true);

      torch.log_softmax(network.forward(images(4)), 1).select(1, 0).sum().backward();

      assertThat(network.parameters())
          .allSatisfy(
              parameter -> {
                assertThat(parameter.grad().defined()).isTrue();
                assertThat(parameter.grad().isfinite().all().item_bool()).isTrue();
              });
    }
  }

  @Test
  void training_moves_the_running_statistics_and_evaluation_does_not() {
    try (Network network = network("resnet20")) {
      String fresh = network.digest();

      network.forward(images(2));
      assertThat(network.digest()).isEqualTo(fresh);

      network.training(true);
      network.forward(images(2));
      assertThat(network.digest()).isNotEqualTo(fresh);
      assertThat(network.state().get("bn1.num_batches_tracked").item_long()).isEqualTo(1);
    }
  }

  @Test
  void the_memory_format_does_not_change_the_digest() {
    try (Network network = network("resnet20")) {
      String contiguous = network.digest();

      network.channelsLast();

      assertThat(network.digest()).isEqualTo(contiguous);
    }
  }

  @Test
  void dropout_repeats_with_its_seed_whatever_other_networks_draw() {
    try (Network network = filledNetwork("9l");
        Network other = filledNetwork("9l")) {
      network.training(true);
      other.training(true);
      network.seedDropout(5);
      float[] first = Values.of(network.forward(images(2)));
      float[] next = Values.of(network.forward(images(2)));

      network.seedDropout(5);
      other.forward(images(2));
      torch.manual_seed(99);
      float[] again = Values.of(network.forward(images(2)));

      assertThat(again).containsExactly(first).isNotEqualTo(next);
    }
  }

  @Test
  void neither_making_nor_training_a_network_draws_from_the_global_generator() {
    torch.manual_seed(5);
    float[] undisturbed = Values.of(torch.rand(4));

    torch.manual_seed(5);
    try (Network network = network("9l")) {
      network.training(true);
      network.forward(images(2));
    }

    assertThat(Values.of(torch.rand(4))).containsExactly(undisturbed);
  }

  @Test
  void a_network_outlives_the_scope_it_was_made_in() {
    Network network;
    try (PointerScope inner = new PointerScope()) {
      network = network("resnet20");
      assertThat(inner).isNotNull();
    }
    try (network) {
      assertThat(network.forward(images(1)).shape()).containsExactly(1, 7);
    }
  }

  @Test
  void moving_keeps_the_tensors_and_their_values() {
    try (Network network = network("resnet20")) {
      String before = network.digest();
      Tensor weight = network.parameters().get(0);

      network.to(new Device("cpu"));

      assertThat(network.digest()).isEqualTo(before);
      assertThat(network.parameters().get(0)).isSameAs(weight);
      assertThat(weight.requires_grad()).isTrue();
    }
  }

  @Test
  void a_folded_network_has_no_parameters_and_cannot_be_trained() {
    try (Network network = network("resnet20");
        Network folded = network.folded()) {
      assertThat(folded.parameters()).isEmpty();
      assertThatIllegalStateException()
          .isThrownBy(() -> folded.training(true))
          .withMessage("a folded network is for inference only");
    }
  }

  @Test
  void weights_written_and_read_give_the_same_network(@TempDir Path folder) throws Exception {
    try (Network written = filledNetwork("mobilenet_v2");
        Network read = network("mobilenet_v2")) {
      Path file = folder.resolve("weights.safetensors");
      Safetensors.write(file, written.state(), Map.of());

      read.load(Safetensors.read(file), false);

      assertThat(read.digest()).isEqualTo(written.digest());
      assertThat(Values.of(read.forward(images(2))))
          .containsExactly(Values.of(written.forward(images(2))));
    }
  }
}
