package io.boogeyman.nn.training;

import io.boogeyman.nn.network.Network;
import java.util.ArrayList;
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
  private static final int COLOURS = 3;
  private static final int LARGEST_SIDE = 128;

  private final Tensor values;
  private final Tensor gradients;
  private final List<Kernel> kernels;

  FlatParameters(Network network) {
    this(network.parameters());
  }

  FlatParameters(List<Tensor> parameters) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      long size = parameters.stream().mapToLong(Tensor::numel).sum();
      values = torch.zeros(new long[] {size}, parameters.get(0).options()).retainReference();
      gradients = torch.zeros_like(values).retainReference();
      List<Kernel> hidden = new ArrayList<>();
      long offset = 0;
      for (Tensor parameter : parameters) {
        adopt(parameter, offset);
        if (isHiddenKernel(parameter)) {
          hidden.add(new Kernel(offset, parameter.size(0), parameter.numel() / parameter.size(0)));
        }
        offset += parameter.numel();
      }
      kernels = List.copyOf(hidden);
    }
  }

  /**
   * Not the first layer's, which looks at colours, nor a depthwise one, which mixes nothing, nor
   * one so large that to orthogonalise it would cost more than all else on small images.
   */
  private static boolean isHiddenKernel(Tensor parameter) {
    return parameter.dim() == 4
        && parameter.size(1) > COLOURS
        && Math.min(parameter.size(0), parameter.numel() / parameter.size(0)) <= LARGEST_SIDE;
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

  /**
   * The kernels of convolutions that look at the output of others, without large and depthwise
   * ones.
   */
  List<Kernel> kernels() {
    return kernels;
  }

  /**
   * A kernel as a matrix in a long vector.
   *
   * @param offset of its first value
   * @param filters rows
   * @param inputs columns: inputs of a filter, in whichever order the memory format has them
   */
  record Kernel(long offset, long filters, long inputs) {

    Tensor of(Tensor flat) {
      return flat.narrow(0, offset, filters * inputs).view(filters, inputs);
    }
  }

  @Override
  public void close() {
    values.close();
    gradients.close();
  }
}
