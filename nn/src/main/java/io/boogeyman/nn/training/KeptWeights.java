package io.boogeyman.nn.training;

import io.boogeyman.nn.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** A copy of the weights of the epoch that is kept so far. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class KeptWeights implements AutoCloseable {
  private final Map<String, Tensor> copies = new LinkedHashMap<>();
  private int epoch;

  /** The epoch that they are from; 0 before any. */
  int epoch() {
    return epoch;
  }

  Map<String, Tensor> state() {
    return copies;
  }

  void keep(Network network, int number) {
    restore(network.state(), number);
  }

  void restore(Map<String, Tensor> state, int number) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      state.forEach(
          (name, tensor) -> {
            Tensor copy = copies.get(name);
            if (copy == null) {
              copies.put(name, tensor.detach().clone().retainReference());
            } else {
              copy.copy_(tensor);
            }
          });
    }
    epoch = number;
  }

  @Override
  public void close() {
    copies.values().forEach(Tensor::close);
  }
}
