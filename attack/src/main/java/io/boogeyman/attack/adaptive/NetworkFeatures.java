package io.boogeyman.attack.adaptive;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What the last layer of a pretrained network sees, as means over all places. Inference. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class NetworkFeatures implements Features {
  private final Network network;
  private final Compute compute;

  /** Looks through a copy of the network, which may be closed. */
  NetworkFeatures(Network network, Compute compute) {
    this.network = network.folded(compute);
    this.compute = compute;
  }

  @Override
  public float[][] of(ImageBatch images) {
    compute.claimThread();
    Object kernels = List.of("features", network.kernels(images.count()));
    return compute.besideOthers(kernels, () -> forward(images));
  }

  private float[][] forward(ImageBatch images) {
    try (PointerScope scope = new PointerScope();
        InferenceMode inference = new InferenceMode()) {
      Tensor tensor = ImageTensors.of(images.pixels(), images.shape(), compute);
      Tensor features = compute.forward(() -> network.features(tensor));
      Tensor rows =
          (features.dim() == 4 ? torch.mean(features, 2, 3) : features)
              .to(new Device(torch.DeviceType.CPU), torch.ScalarType.Float)
              .contiguous();
      int width = (int) rows.size(1);
      float[] values = new float[images.count() * width];
      new FloatPointer(rows.data_ptr()).get(values);
      float[][] each = new float[images.count()][];
      Arrays.setAll(each, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
      return each;
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
