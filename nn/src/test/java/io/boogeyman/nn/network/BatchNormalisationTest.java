package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchNormalisationTest {
  private PointerScope scope;
  private RandomSource random;
  private BatchNormalisation normalisation;

  @BeforeEach
  void make() {
    scope = new PointerScope();
    random = new RandomSource(1);
    normalisation =
        new LayerFactory(random.generator(), Initialisation.PLAIN, Long.MAX_VALUE).normalisation(2);
  }

  @AfterEach
  void close() {
    normalisation.visit("", (name, tensor) -> tensor.close());
    random.close();
    scope.close();
  }

  private static Tensor fives() {
    return torch.ones(3, 2, 4, 4).mul(new Scalar(5.0));
  }

  @Test
  void training_moves_the_running_statistics_by_a_tenth() {
    normalisation.forward(fives(), new Pass(true, random.generator()));

    assertThat(Values.of(normalisation.mean())).containsExactly(new float[] {0.5f, 0.5f});
    assertThat(Values.of(normalisation.variance())).containsExactly(new float[] {0.9f, 0.9f});
    assertThat(normalisation.batches().item_long()).isEqualTo(1);
  }

  @Test
  void a_hundred_thousandth_is_added_to_the_variance() {
    normalisation.variance().zero_();

    Tensor output = normalisation.forward(fives(), new Pass(false, random.generator()));

    assertThat(output.max().item_float()).isCloseTo(5 / (float) Math.sqrt(1e-5), within(0.01f));
  }
}
