package io.boogeyman.victim.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How one value of a tensor is written, little-endian. */
public enum ElementType {
  /** 32-bit floating point. */
  FP32(Float.BYTES) {
    @Override
    void put(float[] values, ByteBuffer out) {
      out.asFloatBuffer().put(values);
      out.position(out.position() + values.length * Float.BYTES);
    }

    @Override
    void get(ByteBuffer in, float[] values) {
      in.asFloatBuffer().get(values);
      in.position(in.position() + values.length * Float.BYTES);
    }
  },
  /** 16-bit floating point (IEEE 754 binary16). */
  FP16(Short.BYTES) {
    @Override
    void put(float[] values, ByteBuffer out) {
      for (float value : values) {
        out.putShort(Half.of(value));
      }
    }

    @Override
    void get(ByteBuffer in, float[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Half.valueOf(in.getShort());
      }
    }
  },
  /** 8-bit unsigned integer: rounded, and held within [0, 255]. */
  UINT8(1) {
    @Override
    void put(float[] values, ByteBuffer out) {
      for (float value : values) {
        out.put((byte) Math.max(0, Math.min(255, Math.round(value))));
      }
    }

    @Override
    void get(ByteBuffer in, float[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.get() & 0xff;
      }
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes a value. */
  public int bytes() {
    return bytes;
  }

  /** Values as this type holds them. */
  float[] held(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * this.bytes).order(ByteOrder.LITTLE_ENDIAN);
    put(values, bytes);
    float[] held = new float[values.length];
    get(bytes.flip(), held);
    return held;
  }

  abstract void put(float[] values, ByteBuffer out);

  /** Fills the array with the next values. */
  abstract void get(ByteBuffer in, float[] values);
}
