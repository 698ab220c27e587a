package io.boogeyman.nn.network;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Tensors that outlive the scope they were made in, until they are closed. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class Lasting {
  private Lasting() {}

  /** Keeps a tensor beyond the scope that it was made in. */
  static Tensor keep(Tensor tensor) {
    return tensor.retainReference();
  }

  /** A copy that needs no gradient, in the memory format of the original. */
  static Tensor copy(Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      return keep(tensor.detach().clone());
    }
  }

  /** Values along the channels of a batch: 1×C×1×1. */
  static Tensor perChannel(float... values) {
    try (PointerScope scope = new PointerScope()) {
      return keep(torch.tensor(values).reshape(1, values.length, 1, 1));
    }
  }
}
