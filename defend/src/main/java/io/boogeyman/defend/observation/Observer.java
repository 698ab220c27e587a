package io.boogeyman.defend.observation;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Shows queries to a network: its answer and what detectors look at come from one forward pass, of
 * 128 images at most. It holds a folded copy of the network. Used by one thread at a time.
 *
 * <p>Cost: inference, and the means of each stage.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class Observer implements AutoCloseable {
  private static final int BATCH = 128;

  private final Network network;
  private final Compute compute;
  private final boolean scales;

  private Observer(Network network, Compute compute, boolean scales) {
    this.scales = scales;
    this.network = network;
    this.compute = compute;
  }

  /** An observer with the weights that the network has now. */
  public static Observer of(Network network, Compute compute) {
    return new Observer(network.folded(compute), compute, false);
  }

  /** An observer that brings images of any size to the network's, by bilinear interpolation. */
  public static Observer scaling(Network network, Compute compute) {
    return new Observer(network.folded(compute), compute, true);
  }

  /** Of the images that the network takes. */
  public ImageShape shape() {
    return network.shape();
  }

  /** What the network computes of images; of many in several passes, since memory is finite. */
  public Observation observe(ImageBatch images) {
    if (images.count() <= BATCH) {
      return pass(images);
    }
    List<Observation> parts = new ArrayList<>();
    for (int from = 0; from < images.count(); from += BATCH) {
      parts.add(pass(images.slice(from, Math.min(images.count(), from + BATCH))));
    }
    return Observation.joined(parts);
  }

  private Observation pass(ImageBatch images) {
    compute.claimThread();
    return compute.besideOthers(network.kernels(images.count()), () -> forward(images));
  }

  /** A batch with what the network computes of it. */
  public Queries queries(ImageBatch images) {
    return new Queries(images, observe(images));
  }

  /** What the network computes of a set, batch by batch. */
  public Observation observe(ImageSet images, String name, Progress progress) {
    List<Observation> parts = new ArrayList<>();
    try (Progress.Task task = progress.begin(name, "images", images.size())) {
      for (int from = 0; from < images.size(); from += BATCH) {
        int to = Math.min(images.size(), from + BATCH);
        parts.add(observe(images.read(IntStream.range(from, to).toArray())));
        task.advance(to - from);
      }
    }
    return Observation.joined(parts);
  }

  private Observation forward(ImageBatch images) {
    if (!scales && !images.shape().equals(network.shape())) {
      throw new IllegalArgumentException(
          "the network takes " + network.shape() + " images, not " + images.shape());
    }
    try (PointerScope scope = new PointerScope();
        InferenceMode inference = new InferenceMode()) {
      Tensor tensor = sized(ImageTensors.of(images.pixels(), images.shape(), compute));
      List<Network.Stages> computed = new ArrayList<>();
      compute.forward(
          () -> {
            computed.add(network.stages(tensor));
            return computed.get(0).logits();
          });
      Network.Stages stages = computed.get(0);
      return new Observation(
          matrix(stages.logits()), stages.means().stream().map(Observer::matrix).toList());
    }
  }

  private Tensor sized(Tensor images) {
    long height = network.shape().height();
    long width = network.shape().width();
    return images.size(2) == height && images.size(3) == width
        ? images
        : torch.upsample_bilinear2d(
            images, new long[] {height, width}, false, new DoubleOptional(), new DoubleOptional());
  }

  private static Matrix matrix(Tensor tensor) {
    Tensor here = tensor.to(new Device(torch.DeviceType.CPU), torch.ScalarType.Float).contiguous();
    int width = (int) here.size(1);
    float[] values = new float[(int) here.size(0) * width];
    new FloatPointer(here.data_ptr()).get(values);
    return new Matrix(values, width);
  }

  @Override
  public void close() {
    network.close();
  }
}
