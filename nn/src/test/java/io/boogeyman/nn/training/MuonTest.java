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
  void kernel_of_more_inputs_than_filters_and_bias_end_where_another_computation_has_them() {
    assertThat(trained(kernel(2, 4), MUON))
        .containsExactly(
            new double[] {
              -0.12796, 0.17535, 0.274238, -0.391875, 0.50991, 0.649131, -0.70928, 0.776652,
              -0.018179, 0.036357
            },
            within(5e-6));
  }

  @Test
  void kernel_of_more_filters_than_inputs_and_bias_end_where_another_computation_has_them() {
    assertThat(trained(kernel(6, 4), MUON))
        .containsExactly(
            new double[] {
              -0.129286, 0.185094, 0.281678, -0.403254, 0.502404, 0.639114, -0.70869, 0.773669,
              0.881113, -1.001754, 1.103655, 1.235354, -1.29259, 1.374642, 1.474136, -1.610388,
              1.677722, 1.820532, -1.855338, 1.972382, 2.08248, -2.210211, 2.285213, 2.387605,
              -0.018179, 0.036357
            },
            within(5e-6));
  }

  @Test
  void first_layer_depthwise_and_large_kernels_move_as_by_momentum() {
    Optimiser.Muon plain = new Optimiser.Muon(0.9, 0, 0.2);
    Optimiser momentum = new Optimiser.Sgd(0.9, true, 0);
    for (Tensor other : List.of(kernel(2, 3), kernel(4, 1), kernel(129, 129))) {
      assertThat(trained(other.clone(), plain)).isEqualTo(trained(other, momentum));
    }
  }

  @Test
  void largest_kernel_that_is_orthogonalised_has_128_filters_or_inputs() {
    Optimiser momentum = new Optimiser.Sgd(0.9, true, 0.01);
    for (Tensor large : List.of(kernel(128, 200), kernel(200, 128))) {
      assertThat(trained(large.clone(), MUON)).isNotEqualTo(trained(large, momentum));
    }
  }

  @Test
  void kernels_do_not_disturb_each_other() {
    List<Tensor> weights = List.of(bias(), kernel(2, 4), kernel(6, 4), kernel(2, 4).neg());
    double[] together = trained(copies(weights), MUON);
    int from = 0;
    for (Tensor weight : weights) {
      int to = from + (int) weight.numel();
      assertThat(Arrays.copyOfRange(together, from, to))
          .isEqualTo(trained(copies(List.of(weight)), MUON));
      from = to;
    }
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
      Tensor near = NewtonSchulz.orthogonalise(torch.randn(2, 64, 576));
      Tensor singular = torch.linalg_svdvals(near);
      assertThat(singular.min().item_double()).isGreaterThan(0.6);
      assertThat(singular.max().item_double()).isLessThan(1.3);
    }
  }

  @Test
  void nothing_moves_by_nothing() {
    try (PointerScope scope = new PointerScope()) {
      assertThat(NewtonSchulz.orthogonalise(torch.zeros(1, 4, 8)).abs().max().item_double())
          .isZero();
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

  /** Sines where a kernel's first weight is below zero, else cosines. */
  private static Tensor gradient(Tensor weight, int step) {
    if (weight.dim() == 1) {
      return Tensor.create(0.5f * (step + 1), -1f * (step + 1));
    }
    double shift = Values.of(weight)[0] < 0 ? 0 : Math.PI / 2;
    double[] waves =
        IntStream.range(0, (int) weight.numel())
            .mapToDouble(i -> Math.sin(i * (step + 1) + step + shift))
            .toArray();
    return Tensor.create(waves).view(weight.sizes());
  }

  private static List<Tensor> copies(List<Tensor> weights) {
    return weights.stream().map(Tensor::clone).toList();
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
