package io.boogeyman.nn.network;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architecture.Layout;
import io.boogeyman.nn.network.Convolution.Window;

/**
 * The small networks that the paper's from-scratch victims CIFAR10-9L and GTSRB-5L are. Their
 * weights start from PyTorch's defaults. The flattened size follows the image's.
 */
final class PlainNetworks {
  private PlainNetworks() {}

  /** Six convolutions and three linear layers. */
  static Architecture nineLayers() {
    return new Architecture(
        "9l", 32, 8, Initialisation.PLAIN, "classifier.6", PlainNetworks::layOutNine);
  }

  /**
   * Three convolutions and two linear layers. The paper does not give it: this is our reading,
   * after its authors' network of five layers for MNIST, with a ReLU after each layer and no
   * padding.
   */
  static Architecture fiveLayers() {
    return new Architecture(
        "5l", 32, 11, Initialisation.PLAIN, "classifier.2", PlainNetworks::layOutFive);
  }

  private static Layout layOutNine(LayerFactory layers, int classes, ImageShape shape) {
    Layer features =
        Sequential.start()
            .next(layers.biased(3, 32, new Window(3, 1, 1)))
            .next(layers.normalisation(32), Steps.relu())
            .next(layers.biased(32, 64, new Window(3, 1, 1)), Steps.relu(), Steps.halve())
            .next(layers.biased(64, 128, new Window(3, 1, 1)))
            .next(layers.normalisation(128), Steps.relu())
            .next(layers.biased(128, 128, new Window(3, 1, 1)), Steps.relu(), Steps.halve())
            .next(new Dropout(0.05, true))
            .next(layers.biased(128, 256, new Window(3, 1, 1)))
            .next(layers.normalisation(256), Steps.relu())
            .next(layers.biased(256, 256, new Window(3, 1, 1)), Steps.relu(), Steps.halve())
            .build();
    int flat = Math.multiplyExact(256 * (shape.height() / 8), shape.width() / 8);
    Dropout dropout = new Dropout(0.1, false);
    Layer classifier =
        Sequential.start()
            .next(dropout, layers.linear(flat, 1024), Steps.relu())
            .next(layers.linear(1024, 512), Steps.relu(), dropout)
            .build();
    return new Layout(body(features, classifier), layers.linear(512, classes));
  }

  private static Layout layOutFive(LayerFactory layers, int classes, ImageShape shape) {
    Window square = new Window(2, 1, 0);
    Layer features =
        Sequential.start()
            .next(layers.biased(3, 32, square), Steps.relu(), Steps.halve())
            .next(layers.biased(32, 64, square), Steps.relu(), Steps.halve())
            .next(layers.biased(64, 128, square), Steps.relu())
            .build();
    int flat =
        Math.multiplyExact(128 * fiveLayersSide(shape.height()), fiveLayersSide(shape.width()));
    Layer classifier = Sequential.start().next(layers.linear(flat, 200), Steps.relu()).build();
    return new Layout(body(features, classifier), layers.linear(200, classes));
  }

  /** What three unpadded 2×2 convolutions and two poolings leave of a side. */
  private static int fiveLayersSide(int side) {
    return ((side - 1) / 2 - 1) / 2 - 1;
  }

  private static Layer body(Layer features, Layer classifier) {
    return Sequential.start()
        .add("features", features)
        .add(Steps.flatten())
        .add("classifier", classifier)
        .build();
  }
}
