package io.boogeyman.nn.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/** The memory of a tensor as bytes. */
public final class TensorBytes {
  private TensorBytes() {}

  /**
   * A view, not a copy: it is valid as long as the tensor is.
   *
   * @param tensor contiguous, on the CPU
   * @throws IllegalArgumentException if it is not, or holds over 2 GiB
   */
  public static ByteBuffer of(Tensor tensor) {
    if (!tensor.is_contiguous() || !tensor.device().is_cpu()) {
      throw new IllegalArgumentException("only a contiguous tensor on the CPU has plain bytes");
    }
    long bytes = tensor.nbytes();
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a tensor of " + bytes + " bytes is over 2 GiB");
    }
    if (bytes == 0) {
      return ByteBuffer.allocate(0);
    }
    return new BytePointer(tensor.data_ptr())
        .capacity(bytes)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }
}
