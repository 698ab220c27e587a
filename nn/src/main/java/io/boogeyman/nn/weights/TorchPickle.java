package io.boogeyman.nn.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle of a state dict. A pickle is a program that may call anything by name; here it
 * can name what is in the lists below and gets no more than a record of it. Any other name becomes
 * an inert {@link Foreign}, so that a checkpoint's optimiser or arguments do no harm.
 *
 * <p>libtorch's own {@code pickle_load} is not used: it gives nothing for a {@code state_dict()} of
 * a module, whose ordered dictionary carries versions that it does not expect.
 */
final class TorchPickle extends Unpickler {
  private static final int LONGEST_NAME = 1000;

  private static final Map<String, ElementType> STORAGES =
      Map.of(
          "torch.FloatStorage", ElementType.F32,
          "torch.DoubleStorage", ElementType.F64,
          "torch.HalfStorage", ElementType.F16,
          "torch.BFloat16Storage", ElementType.BF16,
          "torch.LongStorage", ElementType.I64,
          "torch.IntStorage", ElementType.I32,
          "torch.ShortStorage", ElementType.I16,
          "torch.CharStorage", ElementType.I8,
          "torch.ByteStorage", ElementType.U8,
          "torch.BoolStorage", ElementType.BOOL);

  /** Under which of these a checkpoint keeps its weights; the first that is there. */
  private static final List<String> NESTED =
      List.of("state_dict", "model_state_dict", "model", "net", "network", "weights");

  /** Values of one type, that tensors are views of. */
  record Storage(String key, ElementType type, long values) {}

  /** A tensor: every element is at {@code offset + Σ indexᵢ × strideᵢ} of its storage. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record TensorView(Storage storage, long offset, long[] sizes, long[] strides) {

    boolean isWithinStorage() {
      if (sizes.length != strides.length || offset < 0) {
        return false;
      }
      try {
        long last = offset;
        long count = 1;
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] < 0 || strides[i] < 0) {
            return false;
          }
          count = Math.multiplyExact(count, Math.max(1, sizes[i]));
          last = Math.addExact(last, Math.multiplyExact(Math.max(0, sizes[i] - 1), strides[i]));
        }
        // Strides of zero could make a tensor of any size out of one value.
        return last < storage.values() && count <= Math.max(1, storage.values());
      } catch (ArithmeticException e) {
        return false;
      }
    }
  }

  /** Something that is no weight. */
  record Foreign(String name) {}

  private TorchPickle() {}

  /**
   * The tensors of the state dict, by name.
   *
   * @throws IllegalArgumentException in one line, if there is none
   */
  static Map<String, TensorView> stateDict(Path file, byte[] pickle) {
    Map<String, TensorView> weights = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : dictionary(file, load(file, pickle)).entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof TensorView view) {
        weights.put(name, view);
      }
    }
    if (weights.isEmpty()) {
      throw refused(file, "its dictionary holds no tensors by name");
    }
    return weights;
  }

  private static Object load(Path file, byte[] pickle) {
    try {
      return new TorchPickle().load(new ByteArrayInputStream(pickle));
    } catch (IOException | RuntimeException e) {
      throw refused(file, "its pickle cannot be read: " + e.getMessage());
    }
  }

  private static Map<?, ?> dictionary(Path file, Object root) {
    if (root instanceof Foreign object) {
      throw refused(
          file,
          "it holds a Python object ("
              + object.name()
              + "), which only its own code could use; save its state_dict(), or export it to"
              + " TorchScript or ONNX");
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw refused(file, "it holds no dictionary");
    }
    return NESTED.stream()
        .map(map::get)
        .filter(Map.class::isInstance)
        .findFirst()
        .<Map<?, ?>>map(nested -> (Map<?, ?>) nested)
        .orElse(map);
  }

  static IllegalArgumentException refused(Path file, String why) {
    // The reason may quote the file, which must not break the line.
    return new IllegalArgumentException(
        file + " holds no weights that can be read: " + why.replaceAll("\\p{Cntrl}", "?"));
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    switch (key) {
      case Opcodes.GLOBAL -> stack.add(named(line() + "." + line()));
      case Opcodes.BUILD -> stack.pop(); // the versions beside a state dict
      case Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES, Opcodes.LONG4 -> {
        requireAnnounced();
        return super.dispatch(key);
      }
      case Opcodes.BINUNICODE8,
          Opcodes.BINBYTES8,
          Opcodes.BYTEARRAY8,
          Opcodes.INST,
          Opcodes.OBJ,
          Opcodes.STACK_GLOBAL,
          Opcodes.EXT1,
          Opcodes.EXT2 ->
          throw new PickleException("it is not written by torch.save");
      default -> {
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  /** The library allocates what a length announces before it looks whether that is there. */
  private void requireAnnounced() throws IOException {
    input.mark(Integer.BYTES);
    long length = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      length |= (long) Math.max(0, input.read()) << shift;
    }
    int left = input.available();
    input.reset();
    if (length > left) {
      throw new PickleException("it announces " + length + " bytes where " + left + " are left");
    }
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int b = input.read(); b != '\n'; b = input.read()) {
      if (b < 0 || text.length() > LONGEST_NAME) {
        throw new PickleException("a name does not end");
      }
      text.append((char) b);
    }
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static Object named(String name) {
    return switch (name) {
      case "collections.OrderedDict" -> (IObjectConstructor) values -> new LinkedHashMap<>();
      case "torch._utils._rebuild_tensor_v2" -> (IObjectConstructor) TorchPickle::tensor;
      case "torch._utils._rebuild_parameter" -> (IObjectConstructor) values -> values[0];
      default ->
          STORAGES.containsKey(name)
              ? STORAGES.get(name)
              : (IObjectConstructor) values -> new Foreign(name);
    };
  }

  private static TensorView tensor(Object... values) {
    return new TensorView(
        (Storage) values[0],
        ((Number) values[1]).longValue(),
        longs((Object[]) values[2]),
        longs((Object[]) values[3]));
  }

  private static long[] longs(Object... values) {
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = ((Number) values[i]).longValue();
    }
    return longs;
  }

  /** ("storage", its class, its key, its device, its number of values). */
  @Override
  protected Object persistentLoad(Object id) {
    if (id instanceof Object[] parts
        && parts.length == 5
        && "storage".equals(parts[0])
        && parts[1] instanceof ElementType type
        && parts[2] instanceof String key
        && parts[4] instanceof Number values
        && values.longValue() >= 0) {
      return new Storage(key, type, values.longValue());
    }
    throw new PickleException("a tensor of a kind that is not known here");
  }
}
