package io.boogeyman.nn.inference;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Asks a network for probabilities. It holds a copy of the network for inference, with batch
 * normalisation folded into the convolutions, so that later training does not change its answers.
 *
 * <p>Used by one thread at a time.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class Predictor implements AutoCloseable {
  /** Large enough to fill the cores, small enough that activations of 224-pixel nets fit. */
  private static final int PIXELS_A_BATCH = 256 * 32 * 32;

  private final Network network;
  private final Compute compute;
  private final int batch;
  private final Workers workers;

  private Predictor(Network network, Compute compute) {
    this.network = network;
    this.compute = compute;
    ImageShape shape = network.shape();
    this.batch = Math.max(8, Math.min(256, PIXELS_A_BATCH / (shape.height() * shape.width())));
    this.workers = new Workers(compute);
  }

  /** A predictor with the weights that the network has now. */
  public static Predictor of(Network network, Compute compute) {
    return new Predictor(network.folded(compute), compute);
  }

  /** Probabilities for a batch, in order. */
  public Predictions predict(ImageBatch images) {
    return predict(images.count(), images::slice, done -> {});
  }

  /** Probabilities for every image of a set. */
  public Predictions predict(ImageSet images) {
    return predict(images, all(images), done -> {});
  }

  /**
   * Probabilities for the images at {@code indices}.
   *
   * @param done told how many more images are predicted, batch by batch, by several threads
   */
  public Predictions predict(ImageSet images, int[] indices, IntConsumer done) {
    return predict(
        indices.length, (from, to) -> images.read(Arrays.copyOfRange(indices, from, to)), done);
  }

  /** Images {@code from} (inclusive) to {@code to} (exclusive) of what is predicted. */
  @FunctionalInterface
  private interface Part {
    ImageBatch read(int from, int to);
  }

  private Predictions predict(int count, Part images, IntConsumer done) {
    float[] values = new float[count * network.classes()];
    workers.forEachPart(
        count,
        batch,
        (from, to) -> {
          float[] part = probabilities(images.read(from, to));
          System.arraycopy(part, 0, values, from * network.classes(), part.length);
          done.accept(to - from);
        });
    return new Predictions(network.classes(), values);
  }

  private float[] probabilities(ImageBatch images) {
    if (!images.shape().equals(network.shape())) {
      throw new IllegalArgumentException(
          "the network takes " + network.shape() + " images, not " + images.shape());
    }
    return compute.besideOthers(network.kernels(images.count()), () -> forward(images));
  }

  private float[] forward(ImageBatch images) {
    try (PointerScope scope = new PointerScope();
        InferenceMode inference = new InferenceMode()) {
      Tensor tensor = ImageTensors.of(images.pixels(), images.shape(), compute);
      Tensor logits = compute.forward(() -> network.forward(tensor));
      Tensor probabilities =
          torch
              .softmax(logits.to(torch.ScalarType.Float), 1)
              .to(new Device(torch.DeviceType.CPU), torch.ScalarType.Float)
              .contiguous();
      float[] values = new float[images.count() * network.classes()];
      new FloatPointer(probabilities.data_ptr()).get(values);
      return values;
    }
  }

  private static int[] all(ImageSet images) {
    int[] indices = new int[images.size()];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  @Override
  public void close() {
    workers.close();
    network.close();
  }
}
