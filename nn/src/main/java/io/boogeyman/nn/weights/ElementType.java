package io.boogeyman.nn.weights;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The types of values that are read and written, under the names that the format gives them. */
enum ElementType {
  BOOL(ScalarType.Bool, 1),
  U8(ScalarType.Byte, 1),
  I8(ScalarType.Char, 1),
  I16(ScalarType.Short, 2),
  I32(ScalarType.Int, 4),
  I64(ScalarType.Long, 8),
  F16(ScalarType.Half, 2),
  BF16(ScalarType.BFloat16, 2),
  F32(ScalarType.Float, 4),
  F64(ScalarType.Double, 8);

  private final ScalarType scalarType;
  private final int bytes;

  ElementType(ScalarType scalarType, int bytes) {
    this.scalarType = scalarType;
    this.bytes = bytes;
  }

  ScalarType scalarType() {
    return scalarType;
  }

  /** Bytes of one value. */
  int bytes() {
    return bytes;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /**
   * @throws IllegalArgumentException if the format has no such type
   */
  static ElementType of(ScalarType scalarType) {
    return Arrays.stream(values())
        .filter(type -> type.scalarType == scalarType.intern())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no safetensors type for " + scalarType));
  }
}
