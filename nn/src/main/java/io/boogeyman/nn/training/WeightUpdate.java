package io.boogeyman.nn.training;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** An optimiser at work on a network's weights; its state is what {@link #state} lists. */
sealed interface WeightUpdate extends AutoCloseable {

  /**
   * Moves the weights along the gradients that are there.
   *
   * @param rate the learning rate
   * @param step steps done before, from 0
   */
  void apply(FlatParameters parameters, double rate, long step);

  /** What it remembers from step to step; live tensors. */
  List<Tensor> state();

  @Override
  default void close() {
    state().forEach(Tensor::close);
  }

  /** Begins with nothing remembered. */
  static WeightUpdate of(Optimiser optimiser, FlatParameters parameters) {
    if (optimiser instanceof Optimiser.Sgd sgd) {
      return new SgdUpdate(sgd, zeros(parameters));
    }
    return new AdamUpdate((Optimiser.Adam) optimiser, zeros(parameters), zeros(parameters));
  }

  private static Tensor zeros(FlatParameters parameters) {
    return torch.zeros_like(parameters.values()).retainReference();
  }

  /** See {@link Optimiser.Sgd}. */
  record SgdUpdate(Optimiser.Sgd sgd, Tensor velocity) implements WeightUpdate {

    @Override
    public void apply(FlatParameters parameters, double rate, long step) {
      Tensor gradient = parameters.gradients();
      if (sgd.weightDecay() > 0) {
        gradient.add_(parameters.values(), new Scalar(sgd.weightDecay()));
      }
      velocity.mul_(new Scalar(sgd.momentum())).add_(gradient);
      Tensor direction =
          sgd.nesterov() ? gradient.add_(velocity, new Scalar(sgd.momentum())) : velocity;
      parameters.values().add_(direction, new Scalar(-rate));
    }

    @Override
    public List<Tensor> state() {
      return List.of(velocity);
    }
  }

  /** See {@link Optimiser.Adam}. */
  record AdamUpdate(Optimiser.Adam adam, Tensor mean, Tensor square) implements WeightUpdate {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    @Override
    public void apply(FlatParameters parameters, double rate, long step) {
      Tensor gradient = parameters.gradients();
      mean.lerp_(gradient, new Scalar(1 - BETA_1));
      square.mul_(new Scalar(BETA_2)).addcmul_(gradient, gradient, new Scalar(1 - BETA_2));
      double steps = (double) step + 1;
      double unbiasedMean = 1 - Math.pow(BETA_1, steps);
      double unbiasedSquare = Math.sqrt(1 - Math.pow(BETA_2, steps));
      Tensor scale = square.sqrt().div_(new Scalar(unbiasedSquare)).add_(new Scalar(EPSILON));
      parameters.values().mul_(new Scalar(1 - rate * adam.weightDecay()));
      parameters.values().addcdiv_(mean, scale, new Scalar(-rate / unbiasedMean));
    }

    @Override
    public List<Tensor> state() {
      return List.of(mean, square);
    }
  }
}
