package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Convolution.Window;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Makes layers with random weights. Each draws from the generator, in the order of the calls. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class LayerFactory {
  private final GeneratorOptional generator;
  private final Initialisation initialisation;

  LayerFactory(GeneratorOptional generator, Initialisation initialisation) {
    this.generator = generator;
    this.initialisation = initialisation;
  }

  /** A convolution without bias, as batch normalisation would take it away again. */
  Convolution convolution(int inputs, int outputs, Window window) {
    return grouped(inputs, outputs, window, 1);
  }

  /** A convolution without bias of each channel by itself. */
  Convolution depthwise(int channels, Window window) {
    return grouped(channels, channels, window, channels);
  }

  private Convolution grouped(int inputs, int outputs, Window window, int groups) {
    Tensor weight =
        weight(initialisation.convolutionWeight(), inputs / groups, outputs, window.side());
    return new Convolution(weight, Optional.empty(), window, groups);
  }

  /** A convolution with a bias. */
  Convolution biased(int inputs, int outputs, Window window) {
    Tensor weight = weight(initialisation.convolutionWeight(), inputs, outputs, window.side());
    Tensor bias =
        bias(initialisation.convolutionBias(), inputs * window.side() * window.side(), outputs);
    return new Convolution(weight, Optional.of(bias), window, 1);
  }

  /** A 1×1 convolution with a bias that gives the logits of each place. */
  Convolution classifying(int inputs, int classes) {
    Tensor weight = weight(initialisation.classifierWeight(), inputs, classes, 1);
    Tensor bias = bias(initialisation.classifierBias(), inputs, classes);
    return new Convolution(weight, Optional.of(bias), new Window(1, 1, 0), 1);
  }

  /** An affine map. */
  Linear linear(int inputs, int outputs) {
    Tensor weight = parameter(initialisation.classifierWeight(), inputs, outputs, outputs, inputs);
    return new Linear(weight, bias(initialisation.classifierBias(), inputs, outputs));
  }

  /** A batch normalisation that changes nothing yet. */
  BatchNormalisation normalisation(int channels) {
    return new BatchNormalisation(
        constant(1, channels, true),
        constant(0, channels, true),
        constant(0, channels, false),
        constant(1, channels, false),
        counter());
  }

  private Tensor weight(Fill fill, int inputs, int outputs, int side) {
    long area = (long) side * side;
    return parameter(fill, inputs * area, outputs * area, outputs, inputs, side, side);
  }

  private Tensor bias(Fill fill, int fanIn, int outputs) {
    return parameter(fill, fanIn, outputs, outputs);
  }

  private Tensor parameter(Fill fill, long fanIn, long fanOut, long... shape) {
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor =
          torch.empty(shape, new TensorOptions(ScalarType.Float), new MemoryFormatOptional());
      fill.apply(tensor, fanIn, fanOut, generator);
      tensor.set_requires_grad(true);
      return Lasting.keep(tensor);
    }
  }

  private static Tensor constant(double value, int size, boolean trainable) {
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor =
          torch.empty(
              new long[] {size}, new TensorOptions(ScalarType.Float), new MemoryFormatOptional());
      tensor.fill_(new Scalar(value));
      tensor.set_requires_grad(trainable);
      return Lasting.keep(tensor);
    }
  }

  private static Tensor counter() {
    try (PointerScope scope = new PointerScope()) {
      return Lasting.keep(torch.zeros(new long[0], new TensorOptions(ScalarType.Long)));
    }
  }
}
