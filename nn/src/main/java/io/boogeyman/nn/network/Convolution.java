package io.boogeyman.nn.network;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A convolution over height and width, N×I×H×W → N×O×H'×W'.
 *
 * @param weight O×(I/groups)×k×k
 * @param bias O values
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
record Convolution(Tensor weight, Optional<Tensor> bias, Window window, int groups)
    implements Layer {

  /** A square of {@code side} that moves by {@code stride} over an image padded with zeros. */
  record Window(int side, int stride, int padding) {}

  /**
   * Where a window of one pixel has so many weights, it is computed as a product of matrices, which
   * it is: libtorch 2.10's oneDNN divides by zero, and takes the process with it, in bf16 for 256 →
   * 1024, 512 → 2048, 1024 → 512 and 2048 channels on an AMD processor (ResNet-50 and 101; 320 →
   * 1280 and 512 → 512 are well).
   */
  private static final long MANY_WEIGHTS = 1 << 18;

  /**
   * A window of one pixel that skips pixels is computed as one that skips none over every so many
   * of them, which is the same: libtorch 2.10's oneDNN on an AMD processor with AVX-512 gives wrong
   * results for 256 → 512 channels in fp32 and channels last otherwise (the shortcuts of ResNet-18
   * and 34).
   */
  @Override
  public Tensor forward(Tensor input, Pass pass) {
    if (window.side > 1 || window.padding > 0) {
      return convolve(input, window.stride);
    }
    Tensor pixels = window.stride > 1 ? Steps.every(window.stride, input) : input;
    return groups == 1 && weight.numel() >= MANY_WEIGHTS ? product(pixels) : convolve(pixels, 1);
  }

  /** Channels are brought last, where they lie already in the format that is fastest. */
  private Tensor product(Tensor pixels) {
    return torch
        .linear(
            pixels.permute(0, 2, 3, 1),
            weight.flatten(1, -1),
            bias.map(TensorOptional::new).orElseGet(TensorOptional::new))
        .permute(0, 3, 1, 2);
  }

  private Tensor convolve(Tensor input, int stride) {
    return torch.conv2d(
        input,
        weight,
        bias.map(TensorOptional::new).orElseGet(TensorOptional::new),
        new long[] {stride, stride},
        new long[] {window.padding, window.padding},
        new long[] {1, 1},
        groups);
  }

  @Override
  public void visit(String path, BiConsumer<String, Tensor> visitor) {
    visitor.accept(Layer.path(path, "weight"), weight);
    bias.ifPresent(tensor -> visitor.accept(Layer.path(path, "bias"), tensor));
  }

  @Override
  public Layer folded() {
    return new Convolution(Lasting.copy(weight), bias.map(Lasting::copy), window, groups);
  }

  /**
   * This convolution and the normalisation after it as one: both are linear at inference, so with s
   * = γ/√(σ²+ε) the weight is s·W and the bias β + s·(b − μ). Computed in double precision, since
   * it is rounded only once then.
   */
  Convolution foldedWith(BatchNormalisation normalisation) {
    try (PointerScope scope = new PointerScope()) {
      Tensor scale = normalisation.scale();
      Tensor mean = normalisation.mean().to(ScalarType.Double);
      Tensor centre =
          bias.map(tensor -> tensor.detach().to(ScalarType.Double).sub(mean))
              .orElseGet(() -> mean.mul(new Scalar(-1.0)));
      Tensor shift = normalisation.bias().detach().to(ScalarType.Double).add(centre.mul(scale));
      Tensor scaled =
          weight.detach().to(ScalarType.Double).mul(scale.reshape(scale.numel(), 1, 1, 1));
      return new Convolution(
          Lasting.keep(scaled.to(ScalarType.Float)),
          Optional.of(Lasting.keep(shift.to(ScalarType.Float))),
          window,
          groups);
    }
  }
}
