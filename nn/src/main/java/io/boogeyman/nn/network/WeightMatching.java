package io.boogeyman.nn.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/** Holds weights against the state of a network, strictly. */
final class WeightMatching {
  /** More names than this would not fit a line that is read. */
  private static final int NAMED_AT_MOST = 3;

  private final String architecture;
  private final Map<String, Tensor> state;
  private final String headName;

  WeightMatching(String architecture, Map<String, Tensor> state, String headName) {
    this.architecture = architecture;
    this.state = state;
    this.headName = headName;
  }

  /**
   * The weights to be taken over, in the state's order.
   *
   * @throws IllegalArgumentException in one line, if they do not fit
   */
  Map<String, Tensor> match(Map<String, Tensor> weights, boolean replaceHead) {
    boolean keepHead = replaceHead && !headFits(weights);
    Map<String, Tensor> accepted = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> misshaped = new ArrayList<>();
    state.forEach(
        (name, tensor) -> {
          Tensor value = weights.get(name);
          if (keepHead && isHead(name)) {
            return;
          }
          if (value == null) {
            if (!name.endsWith(BatchNormalisation.BATCHES)) {
              missing.add(name);
            }
          } else if (!Arrays.equals(value.shape(), tensor.shape())) {
            misshaped.add(name + " is " + shape(value) + " and should be " + shape(tensor));
          } else {
            accepted.put(name, value);
          }
        });
    List<String> unexpected =
        weights.keySet().stream().filter(name -> !state.containsKey(name)).sorted().toList();
    refuse(missing, unexpected, misshaped);
    return accepted;
  }

  private boolean isHead(String name) {
    return name.startsWith(headName + ".");
  }

  private boolean headFits(Map<String, Tensor> weights) {
    return state.entrySet().stream()
        .filter(entry -> isHead(entry.getKey()))
        .allMatch(
            entry -> {
              Tensor value = weights.get(entry.getKey());
              return value != null && Arrays.equals(value.shape(), entry.getValue().shape());
            });
  }

  private void refuse(List<String> missing, List<String> unexpected, List<String> misshaped) {
    List<String> faults = new ArrayList<>();
    addFault(faults, "missing ", missing);
    addFault(faults, "unexpected ", unexpected);
    addFault(faults, "", misshaped);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the weights do not fit " + architecture + ": " + String.join("; ", faults));
    }
  }

  private static void addFault(List<String> faults, String what, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    String more =
        names.size() > NAMED_AT_MOST ? " and " + (names.size() - NAMED_AT_MOST) + " more" : "";
    faults.add(names.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", ", what, more)));
  }

  private static String shape(Tensor tensor) {
    return Arrays.stream(tensor.shape())
        .mapToObj(Long::toString)
        .collect(Collectors.joining("x", "[", "]"));
  }
}
