package io.boogeyman.nn.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.nn.tensor.TensorBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes a safetensors file. The tensors stand in the order of the reference writer, the widest
 * values first and then by name, so that every tensor begins at a multiple of its values' width.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;
  private final List<String> order;

  SafetensorsWriter(Map<String, Tensor> tensors, Map<String, String> metadata) {
    if (tensors.containsKey(Header.METADATA)) {
      throw new IllegalArgumentException("no tensor can be called " + Header.METADATA);
    }
    this.tensors = tensors;
    this.metadata = new TreeMap<>(metadata);
    this.order =
        tensors.keySet().stream()
            .sorted(
                Comparator.comparingInt((String name) -> -type(name).bytes())
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
  }

  private ElementType type(String name) {
    return ElementType.of(tensors.get(name).scalar_type());
  }

  void write(Path file) throws IOException {
    WholeFile.write(
        file,
        channel -> {
          WholeFile.writeFully(channel, header());
          for (String name : order) {
            writeValues(channel, tensors.get(name));
          }
        });
  }

  private ByteBuffer header() throws IOException {
    JsonMapper json = new JsonMapper();
    ObjectNode root = json.createObjectNode();
    if (!metadata.isEmpty()) {
      metadata.forEach(root.putObject(Header.METADATA)::put);
    }
    long position = 0;
    for (String name : order) {
      Tensor tensor = tensors.get(name);
      ObjectNode entry = root.putObject(name).put("dtype", type(name).name());
      ArrayNode shape = entry.putArray("shape");
      for (long side : tensor.shape()) {
        shape.add(side);
      }
      entry.putArray("data_offsets").add(position).add(position + tensor.nbytes());
      position += tensor.nbytes();
    }
    byte[] text = json.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    bytes.put(text);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    return bytes.flip();
  }

  private static void writeValues(FileChannel channel, Tensor tensor) throws IOException {
    try (PointerScope scope = new PointerScope()) {
      WholeFile.writeFully(channel, TensorBytes.of(tensor.detach().cpu().contiguous()));
    }
  }
}
