package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Convolution.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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
final class LayerFactory implements AutoCloseable {
  private final GeneratorOptional generator;
  private final Initialisation initialisation;
  private final List<Tensor> made = new ArrayList<>();
  private long valuesLeft;

  /**
   * @param mostValues how many values all weights together may have
   */
  LayerFactory(GeneratorOptional generator, Initialisation initialisation, long mostValues) {
    this.generator = generator;
    this.initialisation = initialisation;
    this.valuesLeft = mostValues;
  }

  /** Frees what was made, where it comes to no network. */
  @Override
  public void close() {
    made.forEach(Tensor::close);
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

  /**
   * @throws ArithmeticException if all together would have more values than they may
   */
  private Tensor parameter(Fill fill, long fanIn, long fanOut, long... shape) {
    long values = LongStream.of(shape).reduce(1, Math::multiplyExact);
    if (values > valuesLeft) {
      throw new ArithmeticException(values + " values, where " + valuesLeft + " are left");
    }
    valuesLeft -= values;
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor =
          torch.empty(shape, new TensorOptions(ScalarType.Float), new MemoryFormatOptional());
      fill.apply(tensor, fanIn, fanOut, generator);
      tensor.set_requires_grad(true);
      return kept(tensor);
    }
  }

  private Tensor constant(double value, int size, boolean trainable) {
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor =
          torch.empty(
              new long[] {size}, new TensorOptions(ScalarType.Float), new MemoryFormatOptional());
      tensor.fill_(new Scalar(value));
      tensor.set_requires_grad(trainable);
      return kept(tensor);
    }
  }

  private Tensor counter() {
    try (PointerScope scope = new PointerScope()) {
      return kept(torch.zeros(new long[0], new TensorOptions(ScalarType.Long)));
    }
  }

  private Tensor kept(Tensor tensor) {
    Tensor kept = Lasting.keep(tensor);
    made.add(kept);
    return kept;
  }
}
