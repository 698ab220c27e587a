package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Architecture.Layout;
import io.boogeyman.nn.network.Convolution.Window;

/**
 * The residual networks for small images of He et al. 2016 (section 4.2): 6n + 2 layers, 16, 32 and
 * 64 channels, shortcuts without parameters (option A). The names are those of torchvision's larger
 * ResNets; a published checkpoint of this form that calls its classifier {@code linear} fits after
 * renaming it to {@code fc}.
 */
final class CifarResNets {
  private static final int[] CHANNELS = {16, 32, 64};

  private CifarResNets() {}

  /** The network of 6n + 2 layers. */
  static Architecture withBlocks(int n) {
    return new Architecture(
        "resnet" + (6 * n + 2),
        32,
        1,
        Initialisation.RESNET,
        "fc",
        (layers, classes, shape) -> layOut(layers, n, classes));
  }

  private static Layout layOut(LayerFactory layers, int n, int classes) {
    Sequential.Builder body = Sequential.start();
    body.add("conv1", layers.convolution(3, CHANNELS[0], new Window(3, 1, 1)));
    body.add("bn1", layers.normalisation(CHANNELS[0])).add(Steps.relu());
    int inputs = CHANNELS[0];
    for (int stage = 0; stage < CHANNELS.length; stage++) {
      Sequential.Builder blocks = Sequential.start();
      for (int block = 0; block < n; block++) {
        blocks.next(block(layers, inputs, CHANNELS[stage]));
        inputs = CHANNELS[stage];
      }
      body.add("layer" + (stage + 1), blocks.build());
    }
    body.add(Steps.averageAndFlatten());
    return new Layout(body.build(), layers.linear(inputs, classes));
  }

  private static Layer block(LayerFactory layers, int inputs, int outputs) {
    boolean widens = inputs != outputs;
    Layer shortcut = widens ? Steps.subsampleAndPad(outputs - inputs) : Steps.identity();
    return new Residual(
        ResNets.basicBody(layers, inputs, outputs, widens ? 2 : 1), shortcut, Steps.relu());
  }
}
