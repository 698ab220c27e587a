package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.nn.network.Values;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;

/** Golden values: the same formulas in double precision, by another program. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
class MuonTest {
  private static final Optimiser.Muon MUON = new Optimiser.Muon(0.9, 0.01, 0.2);
  private static final double[] RATES = {0.1, 0.05, 0.2};

  @Test
  void wide_kernel_and_bias_end_where_another_computation_has_them() {
    assertThat(trained(kernel(2, 4), MUON))
        .containsExactly(
            new double[] {
              -0.127913, 0.175807, 0.274927, -0.392812, 0.511319, 0.651347, -0.711369, 0.778625,
              -0.024223, 0.048446
            },
            within(5e-6));
  }

  @Test
  void tall_kernel_and_bias_end_where_another_computation_has_them() {
    assertThat(trained(kernel(6, 4), MUON))
        .containsExactly(
            new double[] {
              -0.129121, 0.179791, 0.289046, -0.411568, 0.496736, 0.648303, -0.718033, 0.775306,
              0.885605, -1.006168, 1.108392, 1.239423, -1.296333, 1.379779, 1.476315, -1.615372,
              1.681587, 1.818282, -1.853164, 1.970007, 2.081091, -2.21126, 2.286053, 2.389691,
              -0.024223, 0.048446
            },
            within(5e-6));
  }

  @Test
  void first_layer_depthwise_and_wide_kernels_move_as_by_momentum() {
    Optimiser momentum = new Optimiser.Sgd(0.9, true, 0.01);
    for (Tensor other : List.of(kernel(2, 3), kernel(4, 1), kernel(257, 4))) {
      assertThat(trained(other.clone(), MUON)).isEqualTo(trained(other, momentum));
    }
  }

  @Test
  void kernels_of_one_shape_do_not_disturb_each_other() {
    double[] alone = trained(kernel(2, 4), MUON);
    double[] together = trained(List.of(kernel(2, 4), kernel(2, 4), bias()), MUON);
    assertThat(Arrays.copyOf(together, 8)).isEqualTo(Arrays.copyOf(alone, 8));
  }

  @Test
  void memory_format_of_a_kernel_does_not_matter() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      Tensor kernel = torch.arange(new Scalar(72)).view(2, 4, 3, 3);
      Tensor values = kernel.to(torch.ScalarType.Float).div(new Scalar(72));
      Tensor gradient = values.mul(values).cos();
      Tensor plain = moved(values.clone(), gradient);
      Tensor last = moved(values.contiguous(MemoryFormat.ChannelsLast), gradient);
      assertThat(last.sub(plain).abs().max().item_double()).isLessThan(1e-6);
      assertThat(plain.sub(values).abs().max().item_double()).isGreaterThan(1e-3);
    }
  }

  @Test
  void singular_values_of_what_a_kernel_moves_by_are_near_one() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      torch.manual_seed(1);
      Tensor near = Orthogonal.near(torch.randn(2, 64, 576));
      Tensor singular = torch.linalg_svdvals(near);
      assertThat(singular.min().item_double()).isGreaterThan(0.6);
      assertThat(singular.max().item_double()).isLessThan(1.3);
    }
  }

  @Test
  void nothing_moves_by_nothing() {
    try (PointerScope scope = new PointerScope()) {
      assertThat(Orthogonal.near(torch.zeros(1, 4, 8)).abs().max().item_double()).isZero();
    }
  }

  /** One step, by the gradient in the kernel's own memory format. */
  private static Tensor moved(Tensor kernel, Tensor gradient) {
    try (FlatParameters parameters = new FlatParameters(List.of(kernel));
        WeightUpdate update = WeightUpdate.of(MUON, parameters)) {
      kernel.mutable_grad().copy_(gradient);
      update.apply(parameters, 0.1, 0);
      return kernel.clone();
    }
  }

  private static double[] trained(Tensor kernel, Optimiser optimiser) {
    return trained(List.of(kernel, bias()), optimiser);
  }

  /** Three steps: sines for every kernel, and for the bias what the step's number makes of it. */
  private static double[] trained(List<Tensor> weights, Optimiser optimiser) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard();
        FlatParameters parameters = new FlatParameters(weights);
        WeightUpdate update = WeightUpdate.of(optimiser, parameters)) {
      for (int step = 0; step < RATES.length; step++) {
        for (Tensor weight : weights) {
          weight.mutable_grad().copy_(gradient(weight, step));
        }
        update.apply(parameters, RATES[step], step);
      }
      float[] values = Values.of(parameters.values());
      return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
  }

  private static Tensor gradient(Tensor weight, int step) {
    if (weight.dim() == 1) {
      return Tensor.create(0.5f * (step + 1), -1f * (step + 1));
    }
    double[] sines =
        IntStream.range(0, (int) weight.numel())
            .mapToDouble(i -> Math.sin(i * (step + 1) + step))
            .toArray();
    return Tensor.create(sines).view(weight.sizes());
  }

  /** 0.1, 0.2 and so on, every third from the first on negative. */
  private static Tensor kernel(int filters, int inputs) {
    double[] values =
        IntStream.range(0, filters * inputs)
            .mapToDouble(i -> (i % 3 == 0 ? -0.1 : 0.1) * (i + 1))
            .toArray();
    return Tensor.create(values).to(torch.ScalarType.Float).view(filters, inputs, 1, 1);
  }

  private static Tensor bias() {
    return Tensor.create(1f, -2f);
  }
}
