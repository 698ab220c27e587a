package io.boogeyman.nn.training;

import io.boogeyman.nn.training.FlatParameters.Kernel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
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
    if (optimiser instanceof Optimiser.Muon muon) {
      return new MuonUpdate(muon, zeros(parameters));
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
      parameters.values().add_(direction(parameters), new Scalar(-rate));
    }

    /** Where the momentum goes; with Nesterov's, the gradients are overwritten by it. */
    Tensor direction(FlatParameters parameters) {
      Tensor gradient = parameters.gradients();
      if (sgd.weightDecay() > 0) {
        gradient.add_(parameters.values(), new Scalar(sgd.weightDecay()));
      }
      velocity.mul_(new Scalar(sgd.momentum())).add_(gradient);
      return sgd.nesterov() ? gradient.add_(velocity, new Scalar(sgd.momentum())) : velocity;
    }

    @Override
    public List<Tensor> state() {
      return List.of(velocity);
    }
  }

  /** See {@link Optimiser.Muon}. */
  record MuonUpdate(Optimiser.Muon muon, Tensor velocity) implements WeightUpdate {

    @Override
    public void apply(FlatParameters parameters, double rate, long step) {
      Optimiser.Sgd nesterov = new Optimiser.Sgd(muon.momentum(), true, 0);
      Tensor direction = new SgdUpdate(nesterov, velocity).direction(parameters);
      ofOneShape(parameters).forEach(kernels -> orthogonalise(kernels, direction));
      parameters.values().mul_(new Scalar(1 - rate * muon.weightDecay()));
      parameters.values().add_(direction, new Scalar(-rate));
    }

    private static Collection<List<Kernel>> ofOneShape(FlatParameters parameters) {
      return parameters.kernels().stream()
          .collect(
              Collectors.groupingBy(
                  kernel -> List.of(kernel.filters(), kernel.inputs()),
                  LinkedHashMap::new,
                  Collectors.toList()))
          .values();
    }

    private void orthogonalise(List<Kernel> kernels, Tensor direction) {
      List<Tensor> matrices = kernels.stream().map(kernel -> kernel.of(direction)).toList();
      TensorVector vector = new TensorVector(matrices.toArray(new Tensor[0]));
      Tensor orthogonal = NewtonSchulz.orthogonalise(torch.stack(vector));
      orthogonal.mul_(new Scalar(muon.share()));
      for (int i = 0; i < matrices.size(); i++) {
        matrices.get(i).copy_(orthogonal.select(0, i));
      }
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
