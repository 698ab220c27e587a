package io.boogeyman.victim.service.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.victim.input.Half;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Numbers as services write them: nested JSON lists, or bytes. */
final class NumberReader {
  private float[] values = new float[16];
  private int count;

  private NumberReader() {}

  /** All numbers of a list of lists of …, row-major; empty if there is anything else in it. */
  static Optional<float[]> ofJson(JsonNode node) {
    NumberReader reader = new NumberReader();
    boolean numbers = node.isArray() && reader.read(node);
    return numbers ? Optional.of(Arrays.copyOf(reader.values, reader.count)) : Optional.empty();
  }

  private boolean read(JsonNode node) {
    if (node.isNumber()) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = node.floatValue();
      return true;
    }
    if (!node.isArray()) {
      return false;
    }
    for (JsonNode element : node) {
      if (!read(element)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The numbers in bytes, little-endian.
   *
   * @param datatype as the Open Inference Protocol names it
   * @return empty if the type is none of numbers, or the bytes are no whole number of them
   */
  static Optional<float[]> ofBytes(ByteBuffer bytes, String datatype) {
    int width = width(datatype);
    if (width == 0 || bytes.remaining() % width != 0) {
      return Optional.empty();
    }
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers = new float[in.remaining() / width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(in, datatype);
    }
    return Optional.of(numbers);
  }

  private static int width(String datatype) {
    return switch (datatype) {
      case "FP64", "INT64", "UINT64" -> 8;
      case "FP32", "INT32", "UINT32" -> 4;
      case "FP16", "BF16", "INT16", "UINT16" -> 2;
      case "INT8", "UINT8" -> 1;
      default -> 0;
    };
  }

  private static float number(ByteBuffer in, String datatype) {
    return switch (datatype) {
      case "FP64" -> (float) in.getDouble();
      case "FP32" -> in.getFloat();
      case "FP16" -> Half.valueOf(in.getShort());
      case "BF16" -> Float.intBitsToFloat(in.getShort() << 16);
      case "INT64", "UINT64" -> in.getLong();
      case "INT32" -> in.getInt();
      case "UINT32" -> in.getInt() & 0xffff_ffffL;
      case "INT16" -> in.getShort();
      case "UINT16" -> in.getShort() & 0xffff;
      case "INT8" -> in.get();
      default -> in.get() & 0xff;
    };
  }
}
