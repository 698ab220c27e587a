package io.boogeyman.nn.network;

import io.boogeyman.nn.network.Architecture.Layout;
import io.boogeyman.nn.network.Concatenation.Branch;
import io.boogeyman.nn.network.Convolution.Window;

/**
 * DenseNet (Huang et al. 2017, DenseNet-BC), as torchvision names and builds it: every layer adds
 * 32 channels to all those before it.
 */
final class DenseNets {
  private static final int GROWTH = 32;
  private static final int BOTTLENECK = 4 * GROWTH;
  private static final int STEM = 64;

  private DenseNets() {}

  /** A network with this many layers in each block. */
  static Architecture withBlocks(String name, int... blocks) {
    return new Architecture(
        name,
        224,
        29,
        Initialisation.DENSENET,
        "classifier",
        (layers, classes, shape) -> layOut(layers, blocks, classes));
  }

  private static Layout layOut(LayerFactory layers, int[] blocks, int classes) {
    Sequential.Builder features = Sequential.start();
    features.add("conv0", layers.convolution(3, STEM, new Window(7, 2, 3)));
    features.add("norm0", layers.normalisation(STEM)).add(Steps.relu());
    features.add(Steps.maximum(3, 2, 1, false));
    int channels = STEM;
    for (int block = 1; block <= blocks.length; block++) {
      features.add("denseblock" + block, block(layers, channels, blocks[block - 1]));
      channels += blocks[block - 1] * GROWTH;
      if (block < blocks.length) {
        features.add("transition" + block, transition(layers, channels));
        channels /= 2;
      }
    }
    features.add("norm5", layers.normalisation(channels));
    Layer body =
        Sequential.start()
            .add("features", features.build())
            .add(Steps.relu())
            .add(Steps.averageAndFlatten())
            .build();
    return new Layout(body, layers.linear(channels, classes));
  }

  private static Layer block(LayerFactory layers, int inputs, int count) {
    Sequential.Builder block = Sequential.start();
    for (int i = 0; i < count; i++) {
      Layer added = added(layers, inputs + i * GROWTH);
      block.add(
          "denselayer" + (i + 1),
          new Concatenation(new Branch("", Steps.identity()), new Branch("", added)));
    }
    return block.build();
  }

  private static Layer added(LayerFactory layers, int inputs) {
    return Sequential.start()
        .add("norm1", layers.normalisation(inputs))
        .add(Steps.relu())
        .add("conv1", layers.convolution(inputs, BOTTLENECK, new Window(1, 1, 0)))
        .add("norm2", layers.normalisation(BOTTLENECK))
        .add(Steps.relu())
        .add("conv2", layers.convolution(BOTTLENECK, GROWTH, new Window(3, 1, 1)))
        .build();
  }

  private static Layer transition(LayerFactory layers, int channels) {
    return Sequential.start()
        .add("norm", layers.normalisation(channels))
        .add(Steps.relu())
        .add("conv", layers.convolution(channels, channels / 2, new Window(1, 1, 0)))
        .add(Steps.halveByMean())
        .build();
  }
}
