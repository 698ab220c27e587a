package io.boogeyman.nn.training;

/** How a gradient moves the weights. */
public sealed interface Optimiser {

  /**
   * Stochastic gradient descent, as PyTorch defines it: the momentum buffer adds up gradients
   * without dampening, weight decay is added to the gradient.
   *
   * @param momentum 0 to below 1
   * @param nesterov whether to look ahead (Sutskever et al. 2013)
   * @param weightDecay L2 penalty, 0 or more
   */
  record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimiser {
    /** What serves small networks from scratch at a learning rate of 0.1. */
    public static final Sgd STANDARD = new Sgd(0.9, true, 5e-4);
  }

  /**
   * Adam (Kingma and Ba 2015) with weight decay apart from the gradient (AdamW, Loshchilov and
   * Hutter 2019); without weight decay the two are one. β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param weightDecay share of the weights taken off, times the learning rate; 0 or more
   */
  record Adam(double weightDecay) implements Optimiser {}

  /**
   * Muon (Jordan et al. 2024) for the kernels of hidden convolutions, Nesterov's momentum for all
   * other weights: a kernel's momentum, a matrix of one row a filter, is replaced by one with the
   * same singular vectors whose singular values are all about 1, so that rare directions are learnt
   * as fast as steep ones. {@link NewtonSchulz} says what it costs. Departures: kernels with more
   * than 128 filters and as many inputs to each, depthwise ones, and hidden linear layers are among
   * the other weights, a convolution that classifies (SqueezeNet's) is not; there is no factor for
   * tall kernels; weights that Muon leaves are not Adam's.
   *
   * @param momentum of all weights, 0 to below 1
   * @param weightDecay share of all weights taken off, times the learning rate, as by {@link Adam}:
   *     an L2 penalty would lose its size in what is made of the momentum; 0 or more
   * @param share of the learning rate by which kernels are moved, above 0
   */
  record Muon(double momentum, double weightDecay, double share) implements Optimiser {
    /** What serves small networks from scratch at a learning rate of 0.1 (docs/results.md). */
    public static final Muon STANDARD = new Muon(0.9, 5e-3, 0.3);
  }
}
