package io.boogeyman.nn.training;

import io.boogeyman.nn.network.Network;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * All weights of a network side by side in one tensor, and their gradients in another: an
 * optimiser's step is then a few operations on two long vectors instead of a few on each of a
 * hundred short ones, and its state is a vector that a checkpoint writes as it is. The network's
 * own tensors become views of the vector, in the memory format that they had.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class FlatParameters implements AutoCloseable {
  private final Tensor values;
  private final Tensor gradients;

  FlatParameters(Network network) {
    this(network.parameters());
  }

  FlatParameters(List<Tensor> parameters) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      long size = parameters.stream().mapToLong(Tensor::numel).sum();
      values = torch.zeros(new long[] {size}, parameters.get(0).options()).retainReference();
      gradients = torch.zeros_like(values).retainReference();
      long offset = 0;
      for (Tensor parameter : parameters) {
        adopt(parameter, offset);
        offset += parameter.numel();
      }
    }
  }

  private void adopt(Tensor parameter, long offset) {
    Tensor value = view(values, offset, parameter);
    value.copy_(parameter);
    Tensor gradient = view(gradients, offset, parameter);
    parameter.set_data(value);
    parameter.mutable_grad().put(gradient);
  }

  private static Tensor view(Tensor flat, long offset, Tensor like) {
    return flat.narrow(0, offset, like.numel()).as_strided(like.sizes(), like.strides());
  }

  Tensor values() {
    return values;
  }

  Tensor gradients() {
    return gradients;
  }

  @Override
  public void close() {
    values.close();
    gradients.close();
  }
}
