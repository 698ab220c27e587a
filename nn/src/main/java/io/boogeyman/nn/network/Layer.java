package io.boogeyman.nn.network;

import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;

/**
 * A step of a network. A layer owns its tensors until {@link Network#close} frees them; what {@link
 * #forward} makes belongs to the caller's {@code PointerScope}.
 *
 * <p>Activations and residual sums overwrite what they are given, which saves a pass over memory.
 * They may stand only behind a layer that makes a new tensor and whose derivative does not need it:
 * a convolution, a normalisation, a linear layer, a concatenation or another sum.
 */
@FunctionalInterface
interface Layer {

  /** Applies the layer to a batch; its first dimension is the batch. */
  Tensor forward(Tensor input, Pass pass);

  /** Shows every tensor, parameters and buffers, under its name and in torchvision's order. */
  default void visit(String path, BiConsumer<String, Tensor> visitor) {}

  /**
   * A copy for inference, with tensors of its own that need no gradient. A layer without tensors is
   * its own copy.
   */
  default Layer folded() {
    return this;
  }

  /** The name of a child; a child without a name of its own lends its parent's. */
  static String path(String parent, String child) {
    if (parent.isEmpty() || child.isEmpty()) {
      return parent + child;
    }
    return parent + "." + child;
  }
}
