package io.boogeyman.nn.training;

import io.boogeyman.nn.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * All that a training under way has to remember but its log; live tensors.
 *
 * @param network what is trained
 * @param update what the optimiser remembers
 * @param outcome what the training ends with
 * @param kept its weights of the epoch that is kept so far
 */
record TrainingState(Network network, WeightUpdate update, Outcome outcome, KeptWeights kept) {

  /** What the optimiser remembers, numbered. */
  Map<String, Tensor> optimiser() {
    Map<String, Tensor> numbered = new LinkedHashMap<>();
    for (int i = 0; i < update.state().size(); i++) {
      numbered.put(Integer.toString(i), update.state().get(i));
    }
    return numbered;
  }

  void keep(int epoch) {
    kept.keep(outcome.network(), epoch);
  }
}
