package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * ODIN: 1 − the largest probability at a high temperature, after a small step of the image towards
 * the class that the network sees already, x̃ = x − ε·sign ∇ₓ CE(z(x)/T, ŷ), which helps own images
 * more than foreign ones.
 *
 * <p>Liang, Li and Srikant, "Enhancing the reliability of out-of-distribution image detection in
 * neural networks" (ICLR 2018), section 3; its own score is the largest probability. ε is in units
 * of [0, 1] pixels: the published 0.0014 steps by it divided by each channel's deviation in
 * normalised space, which is the same. A gradient of 0 counts as positive, as there. Scores are of
 * double precision: at T = 1000 they differ in the fifth decimal.
 *
 * <p>Cost: two forward passes and one backward, about four times the victim's own inference. It
 * holds a copy of the network; used by one thread at a time.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class Odin implements ImageDetector {
  static final String KIND = "odin";

  /** The published temperature. */
  public static final double TEMPERATURE = 1000;

  /** The published step. */
  public static final double STEP = 0.0014;

  /** Images of one pass, since memory is finite. */
  private static final int BATCH = 128;

  private final Network network;
  private final Compute compute;
  private final double temperature;
  private final double step;

  private Odin(Network network, Compute compute, double temperature, double step) {
    this.network = network;
    this.compute = compute;
    this.temperature = temperature;
    this.step = step;
  }

  /**
   * With the weights that the network has now.
   *
   * @param temperature T, over 0
   * @param step ε, at least 0, of pixels in [0, 1]
   */
  public static Odin of(Network network, Compute compute, double temperature, double step) {
    Logits.requireTemperature(temperature);
    if (!(step >= 0 && step <= 1)) {
      throw new IllegalArgumentException("ODIN's step must be from 0 to 1, not " + step);
    }
    return new Odin(network.folded(compute), compute, temperature, step);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Queries queries) {
    return scores(queries.images());
  }

  /**
   * How foreign images are.
   *
   * @param queries at the network's size
   */
  public double[] scores(ImageBatch queries) {
    if (!queries.shape().equals(network.shape())) {
      throw new IllegalArgumentException(
          "the network takes " + network.shape() + " images, not " + queries.shape());
    }
    double[] scores = new double[queries.count()];
    for (int from = 0; from < scores.length; from += BATCH) {
      score(queries.slice(from, Math.min(scores.length, from + BATCH)), scores, from);
    }
    return scores;
  }

  private void score(ImageBatch queries, double[] scores, int from) {
    compute.claimThread();
    Object kernels = List.of(name(), network.kernels(queries.count()));
    float[] logits = compute.besideOthers(kernels, () -> logitsAfterStep(queries));
    int classes = network.classes();
    for (int i = 0; i < queries.count(); i++) {
      float[] row = new float[classes];
      System.arraycopy(logits, i * classes, row, 0, classes);
      scores[from + i] = Logits.lacking(row, temperature);
    }
  }

  private float[] logitsAfterStep(ImageBatch queries) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = ImageTensors.of(queries.pixels(), queries.shape(), compute);
      images.set_requires_grad(true);
      Tensor scaled = forward(images).div(new Scalar(temperature));
      Tensor surest = torch.log_softmax(scaled, 1).max(1, false).get0();
      surest.sum().neg().backward();
      try (NoGradGuard noGradients = new NoGradGuard()) {
        Tensor sign =
            images
                .grad()
                .ge(new Scalar(0))
                .to(torch.ScalarType.Float)
                .mul(new Scalar(2))
                .sub(new Scalar(1));
        Tensor moved = images.sub(sign.mul(new Scalar(step)));
        Tensor logits = forward(moved).to(new Device(torch.DeviceType.CPU), torch.ScalarType.Float);
        float[] values = new float[queries.count() * network.classes()];
        new FloatPointer(logits.contiguous().data_ptr()).get(values);
        return values;
      }
    }
  }

  private Tensor forward(Tensor images) {
    return compute.forward(() -> network.forward(images)).to(torch.ScalarType.Float);
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND).with("temperature", temperature).with("step", step);
  }

  static Odin read(Parameters parameters, Network victim, Compute compute) {
    return of(victim, compute, parameters.number("temperature"), parameters.number("step"));
  }

  @Override
  public void close() {
    network.close();
  }
}
