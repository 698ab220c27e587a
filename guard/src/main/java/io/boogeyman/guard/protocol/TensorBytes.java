package io.boogeyman.guard.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Released tensors as bytes, little-endian; a text after its length in four bytes. */
final class TensorBytes {

  private TensorBytes() {}

  static byte[] of(ReleasedTensor tensor) {
    if (tensor.isLabels()) {
      byte[] bytes = new byte[tensor.count() * Long.BYTES];
      ByteBuffer into = littleEndian(bytes);
      for (int label : tensor.labels()) {
        into.putLong(label);
      }
      return bytes;
    }
    byte[] bytes = new byte[tensor.scores().length * Float.BYTES];
    littleEndian(bytes).asFloatBuffer().put(tensor.scores());
    return bytes;
  }

  static byte[] of(String... texts) {
    byte[][] encoded = new byte[texts.length][];
    int size = 0;
    for (int i = 0; i < texts.length; i++) {
      encoded[i] = texts[i].getBytes(StandardCharsets.UTF_8);
      size += Integer.BYTES + encoded[i].length;
    }
    byte[] bytes = new byte[size];
    ByteBuffer into = littleEndian(bytes);
    for (byte[] text : encoded) {
      into.putInt(text.length).put(text);
    }
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
