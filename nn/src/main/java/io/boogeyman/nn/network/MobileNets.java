package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Architecture.Layout;
import io.boogeyman.nn.network.Convolution.Window;
import java.util.List;

/** MobileNetV2 (Sandler et al. 2018) of width 1, as torchvision names and builds it. */
final class MobileNets {
  private static final int STEM = 32;
  private static final int LAST = 1280;
  private static final double DROPOUT = 0.2;

  /** Table 2 of the paper: expansion t, channels c, repetitions n, stride s of the first. */
  private record Stage(int expansion, int channels, int repetitions, int stride) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 16, 1, 1),
          new Stage(6, 24, 2, 2),
          new Stage(6, 32, 3, 2),
          new Stage(6, 64, 4, 2),
          new Stage(6, 96, 3, 1),
          new Stage(6, 160, 3, 2),
          new Stage(6, 320, 1, 1));

  private MobileNets() {}

  static Architecture second() {
    return new Architecture(
        "mobilenet_v2",
        224,
        1,
        Initialisation.MOBILENET,
        "classifier.1",
        (layers, classes, shape) -> layOut(layers, classes));
  }

  private static Layout layOut(LayerFactory layers, int classes) {
    Sequential.Builder features = Sequential.start();
    features.next(activated(layers, layers.convolution(3, STEM, new Window(3, 2, 1)), STEM));
    int inputs = STEM;
    for (Stage stage : STAGES) {
      for (int i = 0; i < stage.repetitions; i++) {
        features.next(invertedResidual(layers, inputs, stage, i == 0 ? stage.stride : 1));
        inputs = stage.channels;
      }
    }
    features.next(activated(layers, layers.convolution(inputs, LAST, new Window(1, 1, 0)), LAST));
    Layer body =
        Sequential.start()
            .add("features", features.build())
            .add(Steps.averageAndFlatten())
            .add(new Dropout(DROPOUT, false))
            .build();
    return new Layout(body, layers.linear(LAST, classes));
  }

  /** Expand, filter each channel, project; the projection is not activated (section 3.2). */
  private static Layer invertedResidual(LayerFactory layers, int inputs, Stage stage, int stride) {
    int hidden = inputs * stage.expansion;
    Sequential.Builder steps = Sequential.start();
    if (stage.expansion > 1) {
      Convolution expansion = layers.convolution(inputs, hidden, new Window(1, 1, 0));
      steps.next(activated(layers, expansion, hidden));
    }
    steps.next(activated(layers, layers.depthwise(hidden, new Window(3, stride, 1)), hidden));
    steps.next(layers.convolution(hidden, stage.channels, new Window(1, 1, 0)));
    steps.next(layers.normalisation(stage.channels));
    Layer body = Sequential.start().add("conv", steps.build()).build();
    return stride == 1 && inputs == stage.channels
        ? new Residual(body, Steps.identity(), Steps.identity())
        : body;
  }

  private static Layer activated(LayerFactory layers, Convolution convolution, int channels) {
    return Sequential.start()
        .next(convolution, layers.normalisation(channels), Steps.relu6())
        .build();
  }
}
