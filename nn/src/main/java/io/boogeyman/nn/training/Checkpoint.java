package io.boogeyman.nn.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.nn.tensor.TensorBytes;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Where a training is after an epoch, in one safetensors file: weights, what the optimiser
 * remembers, the weights kept so far, their moving mean if there is one, and the log. Random draws
 * need no place in it: they depend on the epoch's number alone. Written beside the old one and
 * moved over it, so that a kill leaves one of the two.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class Checkpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "network.";
  private static final String KEPT = "kept.";
  private static final String OPTIMISER = "optimiser.";
  private static final String OUTCOME = "outcome.";
  private static final String CHECKSUM = "checksum";

  private final Path file;
  private final String identity;

  /**
   * @param identity what is trained on what and how; a file of another training is ignored
   */
  Checkpoint(Path file, String identity) {
    this.file = file;
    this.identity = identity;
  }

  void write(TrainingState state, List<Epoch> epochs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    state.network().state().forEach((name, tensor) -> tensors.put(WEIGHTS + name, tensor));
    state.kept().state().forEach((name, tensor) -> tensors.put(KEPT + name, tensor));
    state.optimiser().forEach((name, tensor) -> tensors.put(OPTIMISER + name, tensor));
    state.outcome().state().forEach((name, tensor) -> tensors.put(OUTCOME + name, tensor));
    try {
      Map<String, String> metadata = new TreeMap<>();
      metadata.put("identity", identity);
      metadata.put("kept", Integer.toString(state.kept().epoch()));
      metadata.put("epochs", JSON.writeValueAsString(epochs));
      metadata.put(CHECKSUM, checksum(metadata, tensors));
      Files.createDirectories(file.toAbsolutePath().getParent());
      Safetensors.write(file, tensors, metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the checkpoint " + file + ": " + FailureReason.of(e), e);
    }
  }

  /**
   * Brings everything to where it was; empty, and nothing changed, where there is no checkpoint of
   * this training, or none that is whole: then training begins anew and ends with the same bits.
   */
  Optional<List<Epoch>> restore(TrainingState state) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      Map<String, String> metadata = new TreeMap<>(Safetensors.metadata(file));
      if (!identity.equals(metadata.get("identity"))) {
        return Optional.empty();
      }
      List<Epoch> epochs = epochs(metadata.getOrDefault("epochs", ""));
      int keptEpoch = keptEpoch(metadata.getOrDefault("kept", ""), epochs.size());
      Map<String, Tensor> tensors = Safetensors.read(file);
      String checksum = metadata.remove(CHECKSUM);
      if (!checksum(metadata, tensors).equals(checksum)) {
        return Optional.empty();
      }
      // All is looked at before anything is changed.
      requireLike(state.network().state(), part(tensors, WEIGHTS));
      requireLike(state.network().state(), part(tensors, KEPT));
      requireLike(state.optimiser(), part(tensors, OPTIMISER));
      requireLike(state.outcome().state(), part(tensors, OUTCOME));
      state.network().load(part(tensors, WEIGHTS), false);
      state.kept().restore(part(tensors, KEPT), keptEpoch);
      take(state.optimiser(), part(tensors, OPTIMISER));
      take(state.outcome().state(), part(tensors, OUTCOME));
      return Optional.of(epochs);
    } catch (FileSystemException e) {
      throw new UncheckedIOException(
          "cannot read the checkpoint " + file + ": " + FailureReason.of(e), e);
    } catch (IOException cutOrDamaged) {
      return Optional.empty();
    }
  }

  /**
   * Of all that the file holds, in the order of the names: a flipped bit would otherwise end in
   * other weights, and nobody would know. CRC32C, since it guards against accidents only; some GiB
   * a second.
   */
  private static String checksum(Map<String, String> metadata, Map<String, Tensor> tensors) {
    CRC32C checksum = new CRC32C();
    checksum.update(metadata.toString().getBytes(StandardCharsets.UTF_8));
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              String header = name + tensor.scalar_type() + Arrays.toString(tensor.shape());
              checksum.update(header.getBytes(StandardCharsets.UTF_8));
              try (PointerScope scope = new PointerScope()) {
                checksum.update(TensorBytes.of(tensor.detach().cpu().contiguous()));
              }
            });
    return Long.toHexString(checksum.getValue());
  }

  private static List<Epoch> epochs(String json) throws IOException {
    try {
      Epoch[] epochs = JSON.readValue(json, Epoch[].class);
      if (epochs != null && Arrays.stream(epochs).allMatch(Objects::nonNull)) {
        return List.of(epochs);
      }
      throw damaged("its epochs are " + json);
    } catch (JsonProcessingException e) {
      throw damaged("its epochs are no JSON: " + e.getOriginalMessage());
    }
  }

  private static int keptEpoch(String text, int epochs) throws IOException {
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > epochs) {
      throw damaged("of " + epochs + " epochs it kept '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static void requireLike(Map<String, Tensor> expected, Map<String, Tensor> found)
      throws IOException {
    if (!found.keySet().equals(expected.keySet())) {
      throw damaged("it has tensors " + found.keySet() + " where it needs " + expected.keySet());
    }
    for (Map.Entry<String, Tensor> tensor : expected.entrySet()) {
      if (!Arrays.equals(tensor.getValue().shape(), found.get(tensor.getKey()).shape())) {
        throw damaged(tensor.getKey() + " has another shape");
      }
    }
  }

  private static IOException damaged(String how) {
    return new IOException("damaged: " + how);
  }

  private static void take(Map<String, Tensor> state, Map<String, Tensor> found) {
    state.forEach((name, tensor) -> tensor.copy_(found.get(name)));
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
