package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Architecture.Layout;
import io.boogeyman.nn.network.Convolution.Window;

/**
 * VGG-16 (Simonyan and Zisserman 2015, configuration D), as torchvision names and builds it: the
 * features of whatever size are averaged to 7×7 before the classifier.
 */
final class Vggs {
  private static final int[] CHANNELS = {64, 128, 256, 512, 512};
  private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
  private static final int POOLED_SIDE = 7;
  private static final int HIDDEN = 4096;
  private static final double DROPOUT = 0.5;

  private Vggs() {}

  /** Sixteen layers, with or without batch normalisation after each convolution. */
  static Architecture sixteen(String name, boolean normalised) {
    return new Architecture(
        name,
        224,
        32,
        Initialisation.VGG,
        "classifier.6",
        (layers, classes, shape) -> layOut(layers, normalised, classes));
  }

  private static Layout layOut(LayerFactory layers, boolean normalised, int classes) {
    int pooled = CHANNELS[CHANNELS.length - 1] * POOLED_SIDE * POOLED_SIDE;
    Layer body =
        Sequential.start()
            .add("features", features(layers, normalised))
            .add(Steps.average(POOLED_SIDE))
            .add(Steps.flatten())
            .add("classifier", classifier(layers, pooled))
            .build();
    return new Layout(body, layers.linear(HIDDEN, classes));
  }

  private static Layer features(LayerFactory layers, boolean normalised) {
    Sequential.Builder features = Sequential.start();
    int inputs = 3;
    for (int stage = 0; stage < CHANNELS.length; stage++) {
      for (int i = 0; i < CONVOLUTIONS[stage]; i++) {
        features.next(layers.biased(inputs, CHANNELS[stage], new Window(3, 1, 1)));
        if (normalised) {
          features.next(layers.normalisation(CHANNELS[stage]));
        }
        features.next(Steps.relu());
        inputs = CHANNELS[stage];
      }
      features.next(Steps.halve());
    }
    return features.build();
  }

  private static Layer classifier(LayerFactory layers, int inputs) {
    Dropout dropout = new Dropout(DROPOUT, false);
    return Sequential.start()
        .next(layers.linear(inputs, HIDDEN), Steps.relu(), dropout)
        .next(layers.linear(HIDDEN, HIDDEN), Steps.relu(), dropout)
        .build();
  }
}
