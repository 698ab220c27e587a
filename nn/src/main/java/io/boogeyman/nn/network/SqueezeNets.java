package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Architecture.Layout;
import io.boogeyman.nn.network.Concatenation.Branch;
import io.boogeyman.nn.network.Convolution.Window;

/**
 * SqueezeNet 1.1 (Iandola et al. 2016, and the 1.1 of its authors' repository), as torchvision
 * names and builds it. It classifies each place and averages the activated logits, which are
 * therefore never negative.
 */
final class SqueezeNets {
  private static final int FEATURES = 512;
  private static final double DROPOUT = 0.5;

  private SqueezeNets() {}

  static Architecture oneOne() {
    return new Architecture(
        "squeezenet1_1",
        224,
        17,
        Initialisation.SQUEEZENET,
        "classifier.1",
        (layers, classes, shape) -> layOut(layers, classes));
  }

  private static Layout layOut(LayerFactory layers, int classes) {
    Layer features =
        Sequential.start()
            .next(layers.biased(3, 64, new Window(3, 2, 0)), Steps.relu(), shrink())
            .next(fire(layers, 64, 16, 64), fire(layers, 128, 16, 64), shrink())
            .next(fire(layers, 128, 32, 128), fire(layers, 256, 32, 128), shrink())
            .next(fire(layers, 256, 48, 192), fire(layers, 384, 48, 192))
            .next(fire(layers, 384, 64, 256), fire(layers, FEATURES, 64, 256))
            .build();
    Layer body =
        Sequential.start().add("features", features).add(new Dropout(DROPOUT, false)).build();
    Layer head =
        Sequential.start()
            .add(layers.classifying(FEATURES, classes))
            .add(Steps.relu())
            .add(Steps.averageAndFlatten())
            .build();
    return new Layout(body, head);
  }

  private static Layer shrink() {
    return Steps.maximum(3, 2, 0, true);
  }

  /** Squeeze to few channels, then expand by 1×1 and by 3×3 convolutions side by side. */
  private static Layer fire(LayerFactory layers, int inputs, int squeezed, int expanded) {
    Convolution squeeze = layers.biased(inputs, squeezed, new Window(1, 1, 0));
    Layer expand =
        new Concatenation(
            new Branch("expand1x1", layers.biased(squeezed, expanded, new Window(1, 1, 0))),
            new Branch("expand3x3", layers.biased(squeezed, expanded, new Window(3, 1, 1))));
    return Sequential.start()
        .add("squeeze", squeeze)
        .add(Steps.relu())
        .add(expand)
        .add(Steps.relu())
        .build();
  }
}
