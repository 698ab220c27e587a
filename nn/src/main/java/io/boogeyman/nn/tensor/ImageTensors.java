package io.boogeyman.nn.tensor;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Processor;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Makes tensors of images. */
public final class ImageTensors {

  private ImageTensors() {}

  /**
   * Images as a network takes them. The bytes already lie pixel by pixel, so that channels-last
   * costs no reordering; they travel to a GPU as bytes, a quarter of the size.
   *
   * @param pixels uint8 N×H×W×C
   * @return float N×C×H×W in [0, 1]; the caller's pointer scope owns it
   */
  public static Tensor of(byte[] pixels, ImageShape shape, Compute compute) {
    long count = pixels.length / shape.bytes();
    Tensor bytes =
        Tensor.create(pixels, false, count, shape.height(), shape.width(), shape.channels());
    if (compute.processor() == Processor.CUDA) {
      bytes = bytes.to(compute.processor().device(), torch.ScalarType.Byte);
    }
    Tensor images = bytes.to(torch.ScalarType.Float).div_(new Scalar(255f)).permute(0, 3, 1, 2);
    return compute.channelsLast() ? images : images.contiguous();
  }

  /** Rows of numbers as a tensor; the caller's pointer scope owns it. */
  public static Tensor rows(float[] values, int columns, Compute compute) {
    Tensor rows = Tensor.create(values, values.length / columns, columns);
    if (compute.processor() == Processor.CUDA) {
      Device device = compute.processor().device();
      rows = rows.to(device, torch.ScalarType.Float);
    }
    return rows;
  }
}
