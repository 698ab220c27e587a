package io.boogeyman.nn.network;

import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;

/** A tensor's values in row-major order. */
public final class Values {
  private Values() {}

  /** Copied out, whatever the memory format. */
  public static float[] of(Tensor tensor) {
    FloatBuffer buffer = tensor.detach().contiguous().createBuffer();
    float[] values = new float[buffer.capacity()];
    buffer.get(values);
    return values;
  }
}
