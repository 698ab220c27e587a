package io.boogeyman.nn.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Brings images to the mean and deviation of ImageNet's channels, as torchvision's weights expect:
 * (x − mean)/deviation, computed as x·scale + shift in one pass over the images.
 */
final class Normalisation implements AutoCloseable {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private final Tensor scale;
  private final Tensor shift;

  Normalisation() {
    float[] scales = new float[MEAN.length];
    float[] shifts = new float[MEAN.length];
    for (int channel = 0; channel < MEAN.length; channel++) {
      scales[channel] = 1 / DEVIATION[channel];
      shifts[channel] = -MEAN[channel] / DEVIATION[channel];
    }
    scale = Lasting.perChannel(scales);
    shift = Lasting.perChannel(shifts);
  }

  /** N×3×H×W in [0, 1] → the same, normalised, in the same memory format. */
  Tensor apply(Tensor images) {
    return torch.addcmul(shift, images, scale);
  }

  /** Both tensors, to be moved with the network; they are no part of its state. */
  Iterable<Tensor> tensors() {
    return List.of(scale, shift);
  }

  @Override
  public void close() {
    scale.close();
    shift.close();
  }
}
