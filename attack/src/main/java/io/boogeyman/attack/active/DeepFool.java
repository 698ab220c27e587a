package io.boogeyman.attack.active;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * How far images are from a classifier's decision boundary: the length of DeepFool's perturbation
 * (Moosavi-Dezfooli et al. 2016, algorithm 2; L2, pixels from 0 to 1, not clipped). The classifier
 * is taken for linear where the image stands, the image is moved to the nearest boundary, and so on
 * until the class changes. For a linear classifier it is the distance itself.
 *
 * <p>Departures: only the boundaries to the four classes that follow the first are looked at, as
 * the authors' code does with nine, and after ten steps the way so far is taken for the distance.
 * Images that have crossed stay, but are computed on with the rest of their batch.
 *
 * <p>Cost: up to 10 forward passes and 50 backward passes to the pixels.
 *
 * @param logits N×K of images N×3×H×W, each for itself
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
record DeepFool(UnaryOperator<Tensor> logits) {
  private static final int RIVALS = 4;
  private static final int STEPS = 10;

  /** How much farther than the boundary an image is moved, as a share: the authors' value. */
  private static final double OVERSHOOT = 0.02;

  /** Where two classes' gradients differ by less, there is no boundary between them to go to. */
  private static final double FLAT = 1e-12;

  /**
   * The distance of each image.
   *
   * @param images N×3×H×W, 0 to 1
   * @return infinity where the classifier is flat; the way so far where it becomes so
   */
  float[] distances(Tensor images) {
    try (PointerScope scope = new PointerScope()) {
      Tensor order = torch.argsort(logits.apply(images).detach(), 1, true);
      Move first = keptMove(scope, () -> nearest(images, order));
      Tensor flat = first.length().isinf();
      Tensor way = way(first, flat.logical_not());
      for (int step = 1; step < STEPS; step++) {
        Tensor soFar = way;
        Optional<Tensor> next = kept(scope, () -> farther(images, order, soFar, flat));
        if (next.isEmpty()) {
          break;
        }
        way = next.get();
      }
      return values(way, flat);
    }
  }

  /** The way with one step more for images whose class has not changed; empty if all have. */
  private Optional<Tensor> farther(Tensor images, Tensor order, Tensor way, Tensor flat) {
    Tensor moved = images.add(way, new Scalar(1 + OVERSHOOT));
    Tensor top = logits.apply(moved).detach().argmax(new LongOptional(1), false);
    Tensor stays = top.eq(order.select(1, 0)).logical_and(flat.logical_not());
    if (!stays.any().item_bool()) {
      return Optional.empty();
    }
    Move move = nearest(moved, order);
    return Optional.of(way.add(way(move, stays.logical_and(move.length().isfinite()))));
  }

  private static Tensor way(Move move, Tensor whose) {
    Tensor length = move.length().where(whose, new Scalar(0));
    return move.direction().mul(perImage(length, move.direction().dim()));
  }

  private static float[] values(Tensor way, Tensor flat) {
    Tensor distances =
        way.flatten(1, -1)
            .norm(new ScalarOptional(new Scalar(2)), 1)
            .masked_fill(flat, new Scalar(Double.POSITIVE_INFINITY))
            .to(new Device(torch.DeviceType.CPU), torch.ScalarType.Float)
            .contiguous();
    float[] values = new float[(int) distances.size(0)];
    new FloatPointer(distances.data_ptr()).get(values);
    return values;
  }

  /** Of what a step makes, gradients through the whole network, only its end outlives it. */
  private static Optional<Tensor> kept(PointerScope outer, Supplier<Optional<Tensor>> step) {
    try (PointerScope inner = new PointerScope()) {
      Optional<Tensor> end = step.get();
      end.ifPresent(tensor -> outer.attach(tensor.retainReference()));
      return end;
    }
  }

  private static Move keptMove(PointerScope outer, Supplier<Move> step) {
    try (PointerScope inner = new PointerScope()) {
      Move end = step.get();
      outer.attach(end.length().retainReference());
      outer.attach(end.direction().retainReference());
      return end;
    }
  }

  /**
   * Where an image would go next.
   *
   * @param length N, infinite where there is no boundary
   * @param direction as the images, of length 1; 0 where there is no boundary
   */
  private record Move(Tensor length, Tensor direction) {}

  /** The nearest boundary, were the classifier linear: |f| over the length of w, of each rival. */
  private Move nearest(Tensor images, Tensor order) {
    Tensor pixels = images.detach().set_requires_grad(true);
    Tensor scores = logits.apply(pixels).to(torch.ScalarType.Float);
    Tensor own = gradient(scores, order, 0, pixels);
    Tensor length = torch.full_like(order.select(1, 0), new Scalar(0)).to(torch.ScalarType.Float);
    length = length.add(new Scalar(Double.POSITIVE_INFINITY));
    Tensor direction = torch.zeros_like(own);
    for (int rival = 1; rival <= Math.min(RIVALS, order.size(1) - 1); rival++) {
      Tensor w = gradient(scores, order, rival, pixels).sub(own);
      Tensor steep = w.flatten(1, -1).norm(new ScalarOptional(new Scalar(2)), 1);
      Tensor f = score(scores, order, rival).sub(score(scores, order, 0)).detach().abs();
      Tensor distance =
          f.div(steep)
              .masked_fill(steep.lt(new Scalar(FLAT)), new Scalar(Double.POSITIVE_INFINITY));
      Tensor nearer = distance.lt(length);
      length = distance.where(nearer, length);
      Tensor unit = w.div(perImage(steep.clamp_min(new Scalar(FLAT)), images.dim()));
      direction = unit.where(perImage(nearer, images.dim()), direction);
    }
    return new Move(length, direction);
  }

  private static Tensor score(Tensor scores, Tensor order, long rank) {
    return scores.gather(1, order.narrow(1, rank, 1)).squeeze(1);
  }

  /** Of each image's class at a rank, to its pixels: images do not depend on each other. */
  private static Tensor gradient(Tensor scores, Tensor order, long rank, Tensor pixels) {
    pixels.mutable_grad().reset();
    score(scores, order, rank)
        .sum()
        .backward(new Tensor(), new BoolOptional(true), false, new TensorArrayRefOptional());
    return pixels.grad().clone();
  }

  private static Tensor perImage(Tensor values, long dimensions) {
    long[] shape = new long[(int) dimensions];
    Arrays.fill(shape, 1);
    shape[0] = values.size(0);
    return values.reshape(shape);
  }
}
