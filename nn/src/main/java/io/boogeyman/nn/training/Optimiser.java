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
  record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimiser {}

  /**
   * Adam (Kingma and Ba 2015) with weight decay apart from the gradient (AdamW, Loshchilov and
   * Hutter 2019); without weight decay the two are one. β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param weightDecay share of the weights taken off, times the learning rate; 0 or more
   */
  record Adam(double weightDecay) implements Optimiser {}

  /**
   * Muon (Jordan et al. 2024) for the kernels of convolutions, Nesterov's momentum for all other
   * weights: of a kernel's momentum, as a matrix of one row a filter, only the directions count,
   * all of them alike, not how steep they are; rare ones, which the steep ones would drown, are
   * learnt as fast. {@link Orthogonal} says what it costs. Departures: kernels of the first layer,
   * of depthwise convolutions and of more than 256 filters are among the other weights, and weight
   * decay is the L2 penalty of {@link Sgd} for all weights.
   *
   * @param momentum of all weights, 0 to below 1
   * @param weightDecay L2 penalty, 0 or more
   * @param share of the learning rate by which kernels are moved, above 0
   */
  record Muon(double momentum, double weightDecay, double share) implements Optimiser {}
}
