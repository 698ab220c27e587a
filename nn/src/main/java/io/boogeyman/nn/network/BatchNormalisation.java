package io.boogeyman.nn.network;

import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) over the channels of N×C×H×W. In training it uses
 * the batch's own statistics and moves the running ones towards them by a tenth; otherwise it uses
 * the running ones.
 *
 * @param weight γ, C values
 * @param bias β, C values
 * @param mean running mean
 * @param variance running variance
 * @param batches how many batches the running statistics have seen, an int64 scalar
 */
record BatchNormalisation(Tensor weight, Tensor bias, Tensor mean, Tensor variance, Tensor batches)
    implements Layer {
  /** The last part of the counter's name, which some files of weights leave out. */
  static final String BATCHES = "num_batches_tracked";

  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  @Override
  public Tensor forward(Tensor input, Pass pass) {
    if (pass.training()) {
      batches.add_(new Scalar(1L));
    }
    return torch.batch_norm(
        input,
        new TensorOptional(weight),
        new TensorOptional(bias),
        new TensorOptional(mean),
        new TensorOptional(variance),
        pass.training(),
        MOMENTUM,
        EPSILON,
        true);
  }

  /** γ/√(σ²+ε) in double precision. */
  Tensor scale() {
    return variance
        .to(ScalarType.Double)
        .add(new Scalar(EPSILON))
        .rsqrt()
        .mul(weight.detach().to(ScalarType.Double));
  }

  @Override
  public void visit(String path, BiConsumer<String, Tensor> visitor) {
    visitor.accept(Layer.path(path, "weight"), weight);
    visitor.accept(Layer.path(path, "bias"), bias);
    visitor.accept(Layer.path(path, "running_mean"), mean);
    visitor.accept(Layer.path(path, "running_var"), variance);
    visitor.accept(Layer.path(path, BATCHES), batches);
  }

  @Override
  public Layer folded() {
    return new BatchNormalisation(
        Lasting.copy(weight),
        Lasting.copy(bias),
        Lasting.copy(mean),
        Lasting.copy(variance),
        Lasting.copy(batches));
  }
}
