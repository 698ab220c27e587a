package io.boogeyman.nn.network;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.tensor.TensorBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * A classifier of images with its weights, which are native memory until {@link #close}.
 *
 * <p>Several threads may run {@link #forward} at once in evaluation mode; everything else is for
 * one thread at a time.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class Network implements AutoCloseable {
  private final Architecture architecture;
  private final int classes;
  private final ImageShape shape;
  private final Architecture.Layout layout;
  private final Normalisation normalisation = new Normalisation();
  private final RandomSource dropout;
  private final LinkedHashMap<String, Tensor> state = new LinkedHashMap<>();
  private final boolean inferenceOnly;
  private boolean training;

  Network(
      Architecture architecture,
      int classes,
      ImageShape shape,
      Architecture.Layout layout,
      long dropoutSeed) {
    this(architecture, classes, shape, layout, dropoutSeed, false);
  }

  private Network(
      Architecture architecture,
      int classes,
      ImageShape shape,
      Architecture.Layout layout,
      long dropoutSeed,
      boolean inferenceOnly) {
    this.architecture = architecture;
    this.classes = classes;
    this.shape = shape;
    this.layout = layout;
    this.dropout = new RandomSource(dropoutSeed);
    this.inferenceOnly = inferenceOnly;
    layout.body().visit("", state::put);
    layout.head().visit(architecture.headName(), state::put);
  }

  /** What kind of network this is. */
  public Architecture architecture() {
    return architecture;
  }

  /** How many logits an image gets. */
  public int classes() {
    return classes;
  }

  /** The shape of image that the network was made for. */
  public ImageShape shape() {
    return shape;
  }

  /**
   * What computing so many images takes of the processor's kernels: equal for equal kernels. For
   * {@link Compute#besideOthers}.
   */
  public Object kernels(int images) {
    return new Kernels(architecture.name(), classes, shape, images, training, inferenceOnly);
  }

  private record Kernels(
      String architecture,
      int classes,
      ImageShape shape,
      int images,
      boolean training,
      boolean folded) {}

  /**
   * The logits of images.
   *
   * @param images N×3×H×W, float, values in [0, 1], in any memory format; normalised inside
   * @return N×classes, in the caller's {@code PointerScope}
   */
  public Tensor forward(Tensor images) {
    return classify(features(images));
  }

  /**
   * What the last layer with weights sees of images.
   *
   * @param images as {@link #forward} takes them
   * @return N×D; SqueezeNet, whose last layer is a convolution, gives N×512×h×w
   */
  public Tensor features(Tensor images) {
    return layout.body().forward(normalisation.apply(images), pass());
  }

  /**
   * What each stage of the network sees of images, and at last the features: means over all places,
   * as detectors look at them (Lee et al. 2018, section 2.2). The numbers of stages and their
   * widths are the architecture's.
   *
   * @param images as {@link #forward} takes them
   * @return N×C each, in the caller's {@code PointerScope}
   */
  public Stages stages(Tensor images) {
    List<Tensor> means = new ArrayList<>();
    Tensor normalised = normalisation.apply(images);
    Tensor features =
        layout.body() instanceof Sequential body
            ? body.forward(normalised, pass(), stage -> addPlaces(stage, means))
            : layout.body().forward(normalised, pass());
    means.add(mean(features));
    return new Stages(means, classify(features));
  }

  /** A stage without places, between linear layers, is none to look at. */
  private static void addPlaces(Tensor stage, List<Tensor> means) {
    if (stage.dim() == 4) {
      means.add(mean(stage));
    }
  }

  private static Tensor mean(Tensor stage) {
    return stage.dim() == 4 ? torch.mean(stage, 2, 3) : stage;
  }

  /**
   * What a network computes of a batch.
   *
   * @param means a tensor a stage, N×C
   * @param logits N×classes
   */
  public record Stages(List<Tensor> means, Tensor logits) {}

  /**
   * The logits of what {@link #features} gave.
   *
   * @return N×classes
   */
  public Tensor classify(Tensor features) {
    return layout.head().forward(features, pass());
  }

  private Pass pass() {
    return new Pass(training, dropout.generator());
  }

  /**
   * Whether batch normalisation takes the batch's statistics and moves its own, and dropout drops.
   *
   * @throws IllegalStateException if this is a {@link #folded} network and {@code on}
   */
  public void training(boolean on) {
    if (on && inferenceOnly) {
      throw new IllegalStateException("a folded network is for inference only");
    }
    training = on;
  }

  /** Starts dropout's generator anew; no other network's draws come from it. */
  public void seedDropout(long seed) {
    dropout.reseed(seed);
  }

  /**
   * Every parameter and buffer under torchvision's name, in torchvision's order. These are the
   * network's own tensors: what changes them changes the network, and {@link #close} frees them.
   */
  public Map<String, Tensor> state() {
    return Collections.unmodifiableMap(state);
  }

  /** The trainable tensors, in the order of {@link #state}. */
  public List<Tensor> parameters() {
    return state.values().stream().filter(Tensor::requires_grad).toList();
  }

  /**
   * Takes over weights; nothing is changed if they do not fit.
   *
   * @param weights the names and shapes of {@link #state}, any floating type; batch normalisation's
   *     counters may be missing
   * @param replaceHead whether a head for another number of classes, or none at all, is accepted:
   *     this network's own head then stays as it is
   * @throws IllegalArgumentException in one line naming what is missing, unexpected or misshaped
   */
  public void load(Map<String, Tensor> weights, boolean replaceHead) {
    Map<String, Tensor> accepted =
        new WeightMatching(architecture.name(), state, architecture.headName())
            .match(weights, replaceHead);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      accepted.forEach((name, value) -> state.get(name).copy_(value));
    }
  }

  /**
   * A copy for inference, to be closed by itself: where a batch normalisation follows a
   * convolution, the two are one. The logits are the same up to rounding; the names are other ones.
   */
  public Network folded() {
    Architecture.Layout folded =
        new Architecture.Layout(layout.body().folded(), layout.head().folded());
    return new Network(architecture, classes, shape, folded, 0, true);
  }

  /** A {@link #folded} copy that lies where and as {@code compute} has it. */
  public Network folded(Compute compute) {
    Network folded = folded();
    folded.training(false);
    folded.layOut(compute);
    return folded;
  }

  /** Has every tensor lie where and as {@code compute} has it; before the first gradient. */
  public void layOut(Compute compute) {
    to(compute.processor().device());
    if (compute.channelsLast()) {
      channelsLast();
    }
  }

  /** Moves every tensor; to be called before the first gradient, which would stay behind. */
  public void to(Device device) {
    try (PointerScope scope = new PointerScope()) {
      state.values().forEach(tensor -> move(tensor, device));
      normalisation.tensors().forEach(tensor -> move(tensor, device));
    }
  }

  private static void move(Tensor tensor, Device device) {
    tensor.set_data(tensor.detach().to(device, tensor.scalar_type()));
  }

  /**
   * Lays the weights of convolutions out with the channels innermost, which makes the images
   * follow; faster on most processors. To be called before the first gradient.
   */
  public void channelsLast() {
    try (PointerScope scope = new PointerScope()) {
      for (Tensor tensor : state.values()) {
        if (tensor.dim() == 4) {
          tensor.set_data(tensor.detach().contiguous(MemoryFormat.ChannelsLast));
        }
      }
    }
  }

  /** SHA-256 over names, shapes and values of {@link #state}, whatever the memory format. */
  public String digest() {
    Digest digest = Digest.start();
    try (PointerScope scope = new PointerScope()) {
      state.forEach(
          (name, tensor) -> {
            digest.add(name);
            for (long side : tensor.shape()) {
              digest.add(side);
            }
            digest.add(TensorBytes.of(tensor.detach().cpu().contiguous()));
          });
    }
    return digest.hex();
  }

  @Override
  public void close() {
    state.values().forEach(Tensor::close);
    normalisation.close();
    dropout.close();
  }
}
