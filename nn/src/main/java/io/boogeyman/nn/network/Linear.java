package io.boogeyman.nn.network;

import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * An affine map, N×I → N×O.
 *
 * @param weight O×I
 * @param bias O values
 */
record Linear(Tensor weight, Tensor bias) implements Layer {

  @Override
  public Tensor forward(Tensor input, Pass pass) {
    return torch.linear(input, weight, new TensorOptional(bias));
  }

  @Override
  public void visit(String path, BiConsumer<String, Tensor> visitor) {
    visitor.accept(Layer.path(path, "weight"), weight);
    visitor.accept(Layer.path(path, "bias"), bias);
  }

  @Override
  public Layer folded() {
    return new Linear(Lasting.copy(weight), Lasting.copy(bias));
  }
}
