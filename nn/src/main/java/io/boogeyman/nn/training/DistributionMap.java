package io.boogeyman.nn.training;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A learnt map from distributions over classes to others: softmax(log p + f(log p) + g(log p)). f
 * looks at all classes together; g is one function for every class, of its own probability, the two
 * largest ones and whether it is the largest (Deep Sets, Zaheer et al. 2017): most of what is done
 * to answers is done to all classes alike, which g learns from few examples. Both see what goes in
 * less its mean and over its deviation, for an answer may hide what it says in its third digit.
 * Both have two hidden layers and a last one that begins at zero: what begins as the identity does
 * no harm where there is nothing to learn. Trained by Adam on the cross entropy, with a rate that
 * falls to zero in a line.
 *
 * <p>Cost: a step takes 256 rows through H (2K + H) + 32 (4 + 32 + 1) K products, H = {@code
 * max(128, min(512, 2K))}, three times.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class DistributionMap implements AutoCloseable {
  private static final float LEAST = 1e-6f;
  private static final int BATCH = 256;
  private static final double RATE = 1e-3;
  private static final int FEATURES = 4;
  private static final int SHARED = 32;

  private final int classes;
  private final Compute compute;
  private final Scale scale;
  private final List<Tensor> weights;

  private DistributionMap(int classes, Scale scale, Compute compute, Seed seed) {
    this.classes = classes;
    this.scale = scale;
    // Each operation is short: a second thread would be waited for longer than it computes.
    this.compute = compute.withThreads(1);
    int hidden = Math.max(128, Math.min(512, 2 * classes));
    SplittableRandom random = seed.generator();
    try (PointerScope scope = new PointerScope()) {
      this.weights =
          List.of(
              random(random, hidden, classes),
              random(random, hidden, 1),
              random(random, hidden, hidden),
              random(random, hidden, 1),
              zero(classes, hidden),
              zero(classes, 1),
              random(random, SHARED, FEATURES),
              random(random, SHARED, 1),
              random(random, SHARED, SHARED),
              random(random, SHARED, 1),
              zero(1, SHARED),
              zero(1, 1));
    }
  }

  /**
   * Learns a map.
   *
   * @param from what goes in, row after row
   * @param to what should come out, as many rows
   * @param classes values a row, each row on the simplex
   * @param epochs how often each row is learnt from
   * @throws IllegalArgumentException if there are no rows, or not as many of both
   */
  public static DistributionMap fit(
      float[] from,
      float[] to,
      int classes,
      int epochs,
      Compute compute,
      Seed seed,
      Progress progress) {
    int rows = from.length / classes;
    if (rows == 0 || from.length != to.length || from.length % classes != 0) {
      throw new IllegalArgumentException(
          "a map is learnt from as many rows as to, at least 1 of %d values, not %d and %d values"
              .formatted(classes, from.length, to.length));
    }
    DistributionMap map =
        new DistributionMap(
            classes, Scale.of(from, classes, LEAST), compute, seed.derive("weights"));
    map.compute.claimThread();
    try (FlatParameters parameters = new FlatParameters(map.weights);
        WeightUpdate update = WeightUpdate.of(new Optimiser.Adam(0), parameters);
        Progress.Task task =
            progress.begin("Learning what a defence does", "rows", (long) epochs * rows)) {
      int batches = (rows + BATCH - 1) / BATCH;
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] order = seed.derive("order", epoch).permutation(rows);
        double loss = 0;
        for (int batch = 0; batch < batches; batch++) {
          int[] some =
              Arrays.copyOfRange(order, batch * BATCH, Math.min(rows, (batch + 1) * BATCH));
          long step = (long) epoch * batches + batch;
          double rate = RATE * (1 - (double) step / ((long) epochs * batches));
          float[] shown = rows(from, classes, some);
          float[] wanted = rows(to, classes, some);
          loss =
              map.besideOthers(
                  "learning",
                  some.length,
                  () -> map.step(shown, wanted, parameters, update, rate, step));
          task.advance(some.length);
        }
        task.note(String.format(Locale.ROOT, "epoch %d, loss %.3f", epoch + 1, loss));
      }
    } catch (RuntimeException e) {
      map.close();
      throw e;
    }
    return map;
  }

  private <T> T besideOthers(String what, int rows, Supplier<T> computation) {
    return compute.besideOthers(List.of("map", what, classes, rows), computation);
  }

  /** The loss before the step. */
  private double step(
      float[] from,
      float[] to,
      FlatParameters parameters,
      WeightUpdate update,
      double rate,
      long step) {
    try (PointerScope scope = new PointerScope()) {
      Tensor value = Loss.crossEntropy(logits(from), ImageTensors.rows(to, classes, compute));
      parameters.gradients().zero_();
      value.backward();
      try (NoGradGuard noGradients = new NoGradGuard()) {
        update.apply(parameters, rate, step);
      }
      return value.item_float();
    }
  }

  /**
   * Maps distributions.
   *
   * @param from row after row
   * @return as many rows, each on the simplex
   */
  public float[] apply(float[] from) {
    compute.claimThread();
    float[] to = new float[from.length];
    for (int start = 0; start < from.length; start += BATCH * classes) {
      int begin = start;
      int end = Math.min(from.length, start + BATCH * classes);
      float[] part =
          besideOthers(
              "mapping",
              (end - begin) / classes,
              () -> mapped(Arrays.copyOfRange(from, begin, end)));
      System.arraycopy(part, 0, to, begin, part.length);
    }
    return to;
  }

  private float[] mapped(float[] from) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      Tensor rows = torch.softmax(logits(from), 1).cpu().contiguous();
      float[] to = new float[from.length];
      new FloatPointer(rows.data_ptr()).get(to);
      return to;
    }
  }

  private Tensor logits(float[] distributions) {
    Tensor logs =
        ImageTensors.rows(distributions, classes, compute).clamp_min(new Scalar(LEAST)).log_();
    Tensor together = layers(scale.ofEach(logs, compute), 0);
    Tensor alone = layers(features(logs), 6).squeeze(2);
    return logs.add(together).add(alone);
  }

  /** N×K×4: of each class its own, the largest and the second largest, and whether it is it. */
  private Tensor features(Tensor logs) {
    Tensor largest = torch.topk(logs, Math.min(2, classes)).get0();
    Tensor first = largest.narrow(1, 0, 1);
    Tensor second = largest.narrow(1, largest.size(1) - 1, 1);
    Tensor isFirst = logs.eq(first).to(torch.ScalarType.Float);
    return torch.stack(
        new TensorVector(
            scale.ofAny(logs),
            scale.ofLargest(first).expand_as(logs),
            scale.ofSecond(second).expand_as(logs),
            isFirst),
        2);
  }

  private Tensor layers(Tensor input, int from) {
    Tensor first = torch.relu(linear(input, from));
    Tensor second = torch.relu(linear(first, from + 2));
    return linear(second, from + 4);
  }

  private Tensor linear(Tensor input, int layer) {
    return torch.linear(
        input, weights.get(layer), new TensorOptional(weights.get(layer + 1).squeeze(1)));
  }

  private static float[] rows(float[] values, int classes, int... which) {
    float[] some = new float[which.length * classes];
    IntStream.range(0, which.length)
        .forEach(i -> System.arraycopy(values, which[i] * classes, some, i * classes, classes));
    return some;
  }

  /** Uniform within ±1/√(fan in), as PyTorch's linear layers begin. */
  private Tensor random(SplittableRandom random, int rows, int columns) {
    double bound = 1 / Math.sqrt(columns);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return parameter(values, columns);
  }

  private Tensor zero(int rows, int columns) {
    return parameter(new float[rows * columns], columns);
  }

  private Tensor parameter(float[] values, int columns) {
    Tensor tensor = ImageTensors.rows(values, columns, compute).clone();
    tensor.set_requires_grad(true);
    return tensor.retainReference();
  }

  @Override
  public void close() {
    weights.forEach(Tensor::close);
  }
}
