package io.boogeyman.nn.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights by name out of what people save them in: a safetensors file, or what {@code torch.save}
 * makes of a {@code state_dict()}, by itself or within a checkpoint. No code of the file's author
 * is run.
 */
public final class StateDict {
  /** What training over several devices, and compiling, put before every name. */
  private static final String[] PREFIXES = {"module.", "_orig_mod.", "model."};

  private StateDict() {}

  /**
   * Reads every tensor of the state dict.
   *
   * @return by name, on the CPU, in the caller's {@code PointerScope}
   * @throws IOException in one line, if the file cannot be read or is not what it seems
   * @throws IllegalArgumentException in one line, if it holds no weights that can be taken without
   *     running code
   */
  public static SortedMap<String, Tensor> read(Path file) throws IOException {
    return withoutPrefix(isZip(file) ? TorchArchive.read(file) : plain(file));
  }

  private static SortedMap<String, Tensor> plain(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      // Safetensors begins with eight bytes of length, {@code torch.save} before 1.6 with a pickle.
      byte[] start = stream.readNBytes(2);
      if (start.length == 2 && (start[0] & 0xff) == 0x80 && start[1] <= 5 && isPickleName(file)) {
        throw new IllegalArgumentException(
            file
                + " is in the format that PyTorch wrote before version 1.6; load it there and save"
                + " it again");
      }
    }
    return Safetensors.read(file);
  }

  private static boolean isPickleName(Path file) {
    return !file.toString().endsWith(".safetensors");
  }

  /** Whether a file begins as zip archives do, those of {@code torch.save} among them. */
  public static boolean isZip(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] start = stream.readNBytes(4);
      return start.length == 4
          && start[0] == 'P'
          && start[1] == 'K'
          && start[2] == 3
          && start[3] == 4;
    }
  }

  /**
   * Whether a zip archive is TorchScript, a whole model, rather than weights.
   *
   * @throws IOException in one line, if it cannot be read
   */
  public static boolean isTorchScript(Path file) throws IOException {
    return TorchArchive.holdsCode(file);
  }

  private static SortedMap<String, Tensor> withoutPrefix(SortedMap<String, Tensor> weights) {
    for (String prefix : PREFIXES) {
      if (!weights.isEmpty() && weights.keySet().stream().allMatch(n -> n.startsWith(prefix))) {
        SortedMap<String, Tensor> renamed = new TreeMap<>();
        weights.forEach((name, tensor) -> renamed.put(name.substring(prefix.length()), tensor));
        return withoutPrefix(renamed);
      }
    }
    return weights;
  }
}
