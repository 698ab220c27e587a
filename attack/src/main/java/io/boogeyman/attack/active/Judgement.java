package io.boogeyman.attack.active;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a copy makes of a pool's images, and which of them that speaks for. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class Judgement implements AutoCloseable {
  /** Images whose probabilities are held at once where only a score of each is kept. */
  private static final int PART = 8_192;

  /** Of DeepFool's batches: as many images of 32 pixels' side as fit a processor's caches. */
  private static final int PIXELS_A_BATCH = 64 * 32 * 32;

  private final Network network;
  private final Predictor predictor;
  private final Compute compute;
  private final ImageSet pool;

  /** Looks through copies of the network. */
  Judgement(Network network, Compute compute, ImageSet pool) {
    this.network = network.folded(compute);
    this.predictor = Predictor.of(network, compute);
    this.compute = compute;
    this.pool = pool;
  }

  /** The candidates of smallest score, which is of the copy's probabilities. */
  int[] smallest(int[] candidates, int count, ToDoubleFunction<float[]> score) {
    double[] scores = new double[candidates.length];
    for (int from = 0; from < candidates.length; from += PART) {
      int to = Math.min(from + PART, candidates.length);
      Predictions part =
          predictor.predict(pool, Arrays.copyOfRange(candidates, from, to), done -> {});
      for (int i = from; i < to; i++) {
        scores[i] = score.applyAsDouble(part.row(i - from));
      }
    }
    return of(candidates, Ranking.smallest(scores, count));
  }

  /** The candidates that are farthest from those asked, and from each other. */
  int[] farthest(int[] candidates, int[] asked, int count) {
    return of(candidates, KCenter.choose(rows(candidates), rows(asked), count));
  }

  private float[][] rows(int... positions) {
    Predictions predictions = predictor.predict(pool, positions, done -> {});
    return IntStream.range(0, positions.length).mapToObj(predictions::row).toArray(float[][]::new);
  }

  /** The candidates nearest to the copy's decision boundary. */
  int[] nearestToBoundary(int[] candidates, int count) {
    double[] distances = new double[candidates.length];
    int batch = Math.max(8, PIXELS_A_BATCH / (pool.shape().height() * pool.shape().width()));
    for (int from = 0; from < candidates.length; from += batch) {
      int to = Math.min(from + batch, candidates.length);
      float[] part = distances(pool.read(Arrays.copyOfRange(candidates, from, to)));
      for (int i = from; i < to; i++) {
        distances[i] = part[i - from];
      }
    }
    return of(candidates, Ranking.smallest(distances, count));
  }

  private float[] distances(ImageBatch images) {
    compute.claimThread();
    Object kernels = List.of("DeepFool", network.kernels(images.count()));
    return compute.besideOthers(
        kernels,
        () -> {
          try (PointerScope scope = new PointerScope()) {
            Tensor tensor = ImageTensors.of(images.pixels(), images.shape(), compute);
            return new DeepFool(this::logits).distances(tensor);
          }
        });
  }

  private Tensor logits(Tensor images) {
    return compute.forward(() -> network.forward(images)).to(torch.ScalarType.Float);
  }

  private static int[] of(int[] candidates, int... places) {
    return Arrays.stream(places).map(place -> candidates[place]).toArray();
  }

  @Override
  public void close() {
    predictor.close();
    network.close();
  }
}
