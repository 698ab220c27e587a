package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a scope is there to be closed, not to be read
class ConvolutionTest {

  private static Tensor noise(long... shape) {
    return torch.randn(shape);
  }

  private static Tensor convolved(Tensor input, Tensor weight, Tensor bias, long stride) {
    long[] steps = {stride, stride};
    long[] none = {0, 0};
    return torch.conv2d(input, weight, new TensorOptional(bias), steps, none, new long[] {1, 1}, 1);
  }

  private static double largestDifference(Tensor first, Tensor second) {
    return first.sub(second).abs().max().item_double();
  }

  @Test
  void a_window_of_one_pixel_with_many_weights_is_still_a_convolution() {
    for (int stride : new int[] {1, 2}) {
      try (RandomSource random = new RandomSource(1);
          PointerScope scope = new PointerScope()) {
        Tensor weight = noise(512, 512, 1, 1);
        Tensor bias = noise(512);
        Tensor input = noise(2, 512, 5, 7);
        Tensor output =
            new Convolution(weight, Optional.of(bias), new Convolution.Window(1, stride, 0), 1)
                .forward(input, new Pass(false, random.generator()));
        assertThat(largestDifference(output, convolved(input, weight, bias, stride)))
            .isLessThan(2e-4);
      }
    }
  }

  /** In bf16 at this size libtorch's own convolution ended the process on some processors. */
  @Test
  @Tag("slow")
  void a_bottleneck_network_learns_in_bf16_at_the_size_of_its_weights() {
    Compute compute = new Compute(Processor.CPU, 2, Precision.BF16, true);
    ImageShape shape = ImageShape.square(224);
    try (Network network = Architectures.named("resnet50").create(10, shape, new Seed(1));
        PointerScope scope = new PointerScope()) {
      network.channelsLast();
      network.training(true);
      Tensor images = ImageTensors.of(new byte[2 * shape.bytes()], shape, compute);
      Tensor logits = compute.forward(() -> network.forward(images));
      Tensor loss = logits.to(torch.ScalarType.Float).sum();
      loss.backward();
      assertThat(Float.isFinite(loss.item_float())).isTrue();
    }
  }
}
