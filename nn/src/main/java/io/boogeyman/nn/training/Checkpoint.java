package io.boogeyman.nn.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Where a training is after an epoch, in one safetensors file: weights, what the optimiser
 * remembers, the weights kept so far, and the log. Random draws need no place in it: they depend on
 * the epoch's number alone. Written beside the old one and moved over it, so that a kill leaves one
 * of the two.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class Checkpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "network.";
  private static final String KEPT = "kept.";
  private static final String OPTIMISER = "optimiser.";

  private final Path file;
  private final String identity;

  /**
   * @param identity what is trained on what and how; a file of another training is ignored
   */
  Checkpoint(Path file, String identity) {
    this.file = file;
    this.identity = identity;
  }

  void write(Network network, WeightUpdate update, KeptWeights kept, List<Epoch> epochs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network.state().forEach((name, tensor) -> tensors.put(WEIGHTS + name, tensor));
    kept.state().forEach((name, tensor) -> tensors.put(KEPT + name, tensor));
    for (int i = 0; i < update.state().size(); i++) {
      tensors.put(OPTIMISER + i, update.state().get(i));
    }
    try {
      Map<String, String> metadata =
          Map.of(
              "identity", identity,
              "kept", Integer.toString(kept.epoch()),
              "epochs", JSON.writeValueAsString(epochs));
      Files.createDirectories(file.toAbsolutePath().getParent());
      Safetensors.write(file, tensors, metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the checkpoint " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Brings everything to where it was; empty, and nothing changed, where there is no checkpoint.
   */
  Optional<List<Epoch>> restore(Network network, WeightUpdate update, KeptWeights kept) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      Map<String, String> metadata = Safetensors.metadata(file);
      if (!identity.equals(metadata.get("identity"))) {
        return Optional.empty();
      }
      Map<String, Tensor> tensors = Safetensors.read(file);
      network.load(part(tensors, WEIGHTS), false);
      kept.restore(part(tensors, KEPT), Integer.parseInt(metadata.get("kept")));
      for (int i = 0; i < update.state().size(); i++) {
        update.state().get(i).copy_(tensors.get(OPTIMISER + i));
      }
      return Optional.of(epochs(metadata.get("epochs")));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the checkpoint " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<Epoch> epochs(String json) throws JsonProcessingException {
    return List.of(JSON.readValue(json, Epoch[].class));
  }

  private static Map<String, Tensor> part(Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }
}
