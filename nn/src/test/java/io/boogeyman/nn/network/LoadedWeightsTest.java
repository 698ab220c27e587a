package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadedWeightsTest {
  private PointerScope scope;
  private Network network;
  private Map<String, Tensor> weights;

  @BeforeEach
  void makeNetworks() {
    scope = new PointerScope();
    network = network(7, 1);
    weights = new HashMap<>(network(7, 2).state());
  }

  @AfterEach
  void close() {
    network.close();
    scope.close();
  }

  private static Network network(int classes, long seed) {
    return Architectures.named("resnet20").create(classes, ImageShape.square(32), new Seed(seed));
  }

  @Test
  void missing_and_unexpected_tensors_are_named_in_one_line() {
    weights.put("linear.weight", weights.remove("fc.weight"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.load(weights, false))
        .withMessage(
            "the weights do not fit resnet20: missing fc.weight; unexpected linear.weight");
  }

  @Test
  void misshaped_tensors_are_named_with_both_shapes() {
    weights.put("conv1.weight", weights.get("fc.weight"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.load(weights, false))
        .withMessage(
            "the weights do not fit resnet20: conv1.weight is [7x64] and should be [16x3x3x3]");
  }

  @Test
  void of_many_missing_tensors_only_some_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.load(Map.of(), false))
        .withMessageContaining("missing conv1.weight, bn1.weight, bn1.bias and 94 more");
  }

  @Test
  void weights_that_do_not_fit_change_nothing() {
    String before = network.digest();
    weights.remove("fc.bias");

    assertThatIllegalArgumentException().isThrownBy(() -> network.load(weights, false));

    assertThat(network.digest()).isEqualTo(before);
  }

  @Test
  void a_head_for_other_classes_is_refused_unless_it_is_to_be_replaced() {
    Map<String, Tensor> thousand = network(1000, 2).state();
    float[] head = Values.of(network.state().get("fc.weight"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.load(thousand, false))
        .withMessageContaining("fc.weight is [1000x64] and should be [7x64]");

    network.load(thousand, true);
    assertThat(Values.of(network.state().get("fc.weight"))).containsExactly(head);
    assertThat(Values.of(network.state().get("conv1.weight")))
        .containsExactly(Values.of(thousand.get("conv1.weight")));
  }

  @Test
  void counters_of_batches_may_be_missing() {
    weights.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));

    network.load(weights, false);

    assertThat(Values.of(network.state().get("fc.bias")))
        .containsExactly(Values.of(weights.get("fc.bias")));
  }
}
