package io.boogeyman.nn.network;

/** How the layers of a family of architectures are filled before training, as torchvision does. */
enum Initialisation {
  /** PyTorch's defaults. */
  PLAIN(Fill.DEFAULT, Fill.DEFAULT, Fill.DEFAULT, Fill.DEFAULT),
  RESNET(Fill.HE_NORMAL_FAN_OUT, Fill.ZERO, Fill.DEFAULT, Fill.DEFAULT),
  VGG(Fill.HE_NORMAL_FAN_OUT, Fill.ZERO, Fill.NARROW_NORMAL, Fill.ZERO),
  DENSENET(Fill.HE_NORMAL_FAN_IN, Fill.ZERO, Fill.DEFAULT, Fill.ZERO),
  MOBILENET(Fill.HE_NORMAL_FAN_OUT, Fill.ZERO, Fill.NARROW_NORMAL, Fill.ZERO),
  SQUEEZENET(Fill.HE_UNIFORM, Fill.ZERO, Fill.NARROW_NORMAL, Fill.ZERO);

  private final Fill convolutionWeight;
  private final Fill convolutionBias;
  private final Fill classifierWeight;
  private final Fill classifierBias;

  Initialisation(
      Fill convolutionWeight, Fill convolutionBias, Fill classifierWeight, Fill classifierBias) {
    this.convolutionWeight = convolutionWeight;
    this.convolutionBias = convolutionBias;
    this.classifierWeight = classifierWeight;
    this.classifierBias = classifierBias;
  }

  Fill convolutionWeight() {
    return convolutionWeight;
  }

  Fill convolutionBias() {
    return convolutionBias;
  }

  /** Of linear layers, and of the convolution that classifies. */
  Fill classifierWeight() {
    return classifierWeight;
  }

  /** Of linear layers, and of the convolution that classifies. */
  Fill classifierBias() {
    return classifierBias;
  }
}
