package io.boogeyman.nn.network;

import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual block (He et al. 2016): activation(body(x) + shortcut(x)). The names of the body's
 * tensors stand directly under the block's, those of the shortcut's under {@code downsample}.
 *
 * @param body ends in a layer that makes a new tensor, to which the shortcut is added in place
 */
record Residual(Layer body, Layer shortcut, Layer activation) implements Layer {

  @Override
  public Tensor forward(Tensor input, Pass pass) {
    Tensor difference = body.forward(input, pass);
    return activation.forward(difference.add_(shortcut.forward(input, pass)), pass);
  }

  @Override
  public void visit(String path, BiConsumer<String, Tensor> visitor) {
    body.visit(path, visitor);
    shortcut.visit(Layer.path(path, "downsample"), visitor);
  }

  @Override
  public Layer folded() {
    return new Residual(body.folded(), shortcut.folded(), activation);
  }
}
