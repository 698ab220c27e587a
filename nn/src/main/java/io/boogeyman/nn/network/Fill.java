package io.boogeyman.nn.network;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How a tensor is filled before training. The fan in is the number of values that one output sums,
 * the fan out that of the outputs that one input channel reaches, without regard to groups.
 */
enum Fill {
  /** Zero. */
  ZERO {
    @Override
    void apply(Tensor tensor, long fanIn, long fanOut, GeneratorOptional generator) {
      tensor.fill_(new Scalar(0.0));
    }
  },
  /** Normal with deviation 0.01. */
  NARROW_NORMAL {
    @Override
    void apply(Tensor tensor, long fanIn, long fanOut, GeneratorOptional generator) {
      tensor.normal_(0, 0.01, generator);
    }
  },
  /** Normal with variance 2/fan in (He et al. 2015, equation 10). */
  HE_NORMAL_FAN_IN {
    @Override
    void apply(Tensor tensor, long fanIn, long fanOut, GeneratorOptional generator) {
      tensor.normal_(0, Math.sqrt(2.0 / fanIn), generator);
    }
  },
  /** Normal with variance 2/fan out (He et al. 2015, equation 14). */
  HE_NORMAL_FAN_OUT {
    @Override
    void apply(Tensor tensor, long fanIn, long fanOut, GeneratorOptional generator) {
      tensor.normal_(0, Math.sqrt(2.0 / fanOut), generator);
    }
  },
  /** Uniform with variance 2/fan in. */
  HE_UNIFORM {
    @Override
    void apply(Tensor tensor, long fanIn, long fanOut, GeneratorOptional generator) {
      double bound = Math.sqrt(6.0 / fanIn);
      tensor.uniform_(-bound, bound, generator);
    }
  },
  /** Uniform within ±1/√(fan in), the default of PyTorch's layers. */
  DEFAULT {
    @Override
    void apply(Tensor tensor, long fanIn, long fanOut, GeneratorOptional generator) {
      double bound = 1 / Math.sqrt((double) fanIn);
      tensor.uniform_(-bound, bound, generator);
    }
  };

  /** Fills the tensor in place. */
  abstract void apply(Tensor tensor, long fanIn, long fanOut, GeneratorOptional generator);
}
