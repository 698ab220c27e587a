package io.boogeyman.guard.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Released tensors as bytes, little-endian; a text after its length in four bytes. */
final class TensorBytes {

  private TensorBytes() {}

  static byte[] of(ReleasedTensor tensor) {
    ByteBuffer bytes;
    if (tensor.isLabels()) {
      bytes = buffer(tensor.count() * Long.BYTES);
      for (int label : tensor.labels()) {
        bytes.putLong(label);
      }
    } else {
      bytes = buffer(tensor.scores().length * Float.BYTES);
      bytes.asFloatBuffer().put(tensor.scores());
    }
    return bytes.array();
  }

  static byte[] of(String... texts) {
    byte[][] encoded = new byte[texts.length][];
    int size = 0;
    for (int i = 0; i < texts.length; i++) {
      encoded[i] = texts[i].getBytes(StandardCharsets.UTF_8);
      size += Integer.BYTES + encoded[i].length;
    }
    ByteBuffer bytes = buffer(size);
    for (byte[] text : encoded) {
      bytes.putInt(text.length).put(text);
    }
    return bytes.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
