package io.boogeyman.nn.network;

import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Dropout (Srivastava et al. 2014), scaled in training so that inference needs nothing. The masks
 * are drawn on the CPU whatever the device, from the network's own generator: the same seed drops
 * the same features everywhere.
 *
 * @param probability of dropping, in [0, 1)
 * @param wholeChannels whether a channel of an image is dropped as one (Tompson et al. 2015)
 */
record Dropout(double probability, boolean wholeChannels) implements Layer {

  @Override
  public Tensor forward(Tensor input, Pass pass) {
    if (!pass.training()) {
      return input;
    }
    long[] shape = wholeChannels ? new long[] {input.size(0), input.size(1), 1, 1} : input.shape();
    Tensor mask =
        torch
            .empty(shape, new TensorOptions(ScalarType.Float), new MemoryFormatOptional())
            .bernoulli_(1 - probability, pass.masks())
            .div_(new Scalar(1 - probability));
    return input.mul(mask.to(input.device(), ScalarType.Float));
  }
}
