package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Architecture.Layout;
import io.boogeyman.nn.network.Convolution.Window;

/**
 * The residual networks for ImageNet (He et al. 2016), as torchvision names and builds them: the
 * stride of a bottleneck sits in its 3×3 convolution. The first two layers shrink the image by four
 * whatever its size, also where it is small.
 */
final class ResNets {
  private static final int STAGES = 4;
  private static final int STEM = 64;

  private ResNets() {}

  /** A network of blocks of two 3×3 convolutions; how many blocks each stage has. */
  static Architecture basic(String name, int... blocks) {
    return architecture(name, 1, blocks);
  }

  /** A network of bottlenecks, which widen by four; how many each stage has. */
  static Architecture bottleneck(String name, int... blocks) {
    return architecture(name, 4, blocks);
  }

  private static Architecture architecture(String name, int expansion, int... blocks) {
    return new Architecture(
        name,
        224,
        1,
        Initialisation.RESNET,
        "fc",
        (layers, classes, shape) -> layOut(layers, blocks, expansion, classes));
  }

  private static Layout layOut(LayerFactory layers, int[] blocks, int expansion, int classes) {
    Sequential.Builder body = Sequential.start();
    body.add("conv1", layers.convolution(3, STEM, new Window(7, 2, 3)));
    body.add("bn1", layers.normalisation(STEM)).add(Steps.relu());
    body.add(Steps.maximum(3, 2, 1, false));
    int inputs = STEM;
    for (int stage = 0; stage < STAGES; stage++) {
      int channels = STEM << stage;
      Sequential.Builder stageBlocks = Sequential.start();
      for (int block = 0; block < blocks[stage]; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        stageBlocks.next(block(layers, inputs, channels, stride, expansion));
        inputs = channels * expansion;
      }
      body.add("layer" + (stage + 1), stageBlocks.build());
    }
    body.add(Steps.averageAndFlatten());
    return new Layout(body.build(), layers.linear(inputs, classes));
  }

  private static Layer block(
      LayerFactory layers, int inputs, int channels, int stride, int expansion) {
    int outputs = channels * expansion;
    Layer body =
        expansion == 1
            ? basicBody(layers, inputs, channels, stride)
            : bottleneckBody(layers, inputs, channels, outputs, stride);
    Layer shortcut =
        stride == 1 && inputs == outputs
            ? Steps.identity()
            : projection(layers, inputs, outputs, stride);
    return new Residual(body, shortcut, Steps.relu());
  }

  /** Two 3×3 convolutions, the first of which has the stride. */
  static Layer basicBody(LayerFactory layers, int inputs, int outputs, int stride) {
    return Sequential.start()
        .add("conv1", layers.convolution(inputs, outputs, new Window(3, stride, 1)))
        .add("bn1", layers.normalisation(outputs))
        .add(Steps.relu())
        .add("conv2", layers.convolution(outputs, outputs, new Window(3, 1, 1)))
        .add("bn2", layers.normalisation(outputs))
        .build();
  }

  private static Layer bottleneckBody(
      LayerFactory layers, int inputs, int channels, int outputs, int stride) {
    return Sequential.start()
        .add("conv1", layers.convolution(inputs, channels, new Window(1, 1, 0)))
        .add("bn1", layers.normalisation(channels))
        .add(Steps.relu())
        .add("conv2", layers.convolution(channels, channels, new Window(3, stride, 1)))
        .add("bn2", layers.normalisation(channels))
        .add(Steps.relu())
        .add("conv3", layers.convolution(channels, outputs, new Window(1, 1, 0)))
        .add("bn3", layers.normalisation(outputs))
        .build();
  }

  private static Layer projection(LayerFactory layers, int inputs, int outputs, int stride) {
    return Sequential.start()
        .next(layers.convolution(inputs, outputs, new Window(1, stride, 0)))
        .next(layers.normalisation(outputs))
        .build();
  }
}
