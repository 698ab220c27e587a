package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.network.Values;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Against {@code torch.optim} of PyTorch 2.13, computed in double precision. */
@SuppressWarnings("try")
class WeightUpdateTest {
  private static final float[] WEIGHTS = {1, -2, 0.5f};
  private static final float[][] GRADIENTS = {
    {0.5f, -1, 0.25f}, {0.1f, 0.4f, -0.3f}, {-0.2f, 0.3f, 0.7f}
  };
  private static final double[] RATES = {0.1, 0.05, 0.2};

  @Test
  void plain_gradient_descent_is_that_of_pytorch() {
    assertSteps(
        new Optimiser.Sgd(0, false, 0),
        new double[][] {{0.95, -1.9, 0.475}, {0.945, -1.92, 0.49}, {0.985, -1.98, 0.35}});
  }

  @Test
  void momentum_is_that_of_pytorch_under_a_changing_rate() {
    assertSteps(
        new Optimiser.Sgd(0.9, false, 0),
        new double[][] {{0.95, -1.9, 0.475}, {0.9225, -1.875, 0.47875}, {0.8635, -1.845, 0.35225}});
  }

  @Test
  void weight_decay_is_added_to_the_gradient_of_momentum() {
    assertSteps(
        new Optimiser.Sgd(0.9, false, 0.01),
        new double[][] {
          {0.949, -1.898, 0.4745},
          {0.9205755, -1.871151, 0.47778775},
          {0.85640615, -1.8307523, 0.34866807}
        });
  }

  @Test
  void nesterov_momentum_with_weight_decay_is_that_of_pytorch() {
    assertSteps(
        new Optimiser.Sgd(0.9, true, 0.01),
        new double[][] {
          {0.9031, -1.8062, 0.45155},
          {0.87208706, -1.80117411, 0.46929353},
          {0.8527521, -1.8214876, 0.2121997}
        });
  }

  @Test
  void adam_without_weight_decay_is_that_of_pytorch() {
    assertSteps(
        new Optimiser.Adam(0),
        new double[][] {
          {0.9, -1.9, 0.4},
          {0.85984795, -1.88271971, 0.40714724},
          {0.79097721, -1.86556372, 0.30631469}
        });
  }

  @Test
  void adam_takes_weight_decay_off_the_weights_themselves() {
    assertSteps(
        new Optimiser.Adam(0.1),
        new double[][] {
          {0.89, -1.88, 0.395},
          {0.84539795, -1.85331971, 0.40017224},
          {0.75961925, -1.79909733, 0.29133624}
        });
  }

  private static void assertSteps(Optimiser optimiser, double[]... expected) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard();
        Network network = Architectures.named("5l").create(2, ImageShape.square(11), new Seed(1));
        FlatParameters parameters = new FlatParameters(network);
        WeightUpdate update = WeightUpdate.of(optimiser, parameters)) {
      Tensor weights = parameters.values().narrow(0, 0, WEIGHTS.length);
      weights.copy_(Tensor.create(WEIGHTS));
      for (int step = 0; step < GRADIENTS.length; step++) {
        Tensor gradients = parameters.gradients().zero_().narrow(0, 0, WEIGHTS.length);
        gradients.copy_(Tensor.create(GRADIENTS[step]));
        update.apply(parameters, RATES[step], step);
        for (int i = 0; i < WEIGHTS.length; i++) {
          assertThat((double) Values.of(weights)[i])
              .as("weight %d after step %d", i, step)
              .isCloseTo(expected[step][i], within(1e-6));
        }
      }
    }
  }
}
