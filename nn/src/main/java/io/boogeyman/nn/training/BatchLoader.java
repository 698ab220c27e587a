package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Reads and varies the batches of an epoch, each while the one before it is learnt from. What a
 * batch holds depends only on the seed, the epoch and the batch's place in it, never on time.
 */
final class BatchLoader implements AutoCloseable {
  private final Examples examples;
  private final int batchSize;
  private final PixelVariation variation;
  private final Seed seed;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "batch-loader");
            thread.setDaemon(true);
            return thread;
          });

  BatchLoader(Examples examples, Recipe recipe, Seed seed) {
    this.examples = examples;
    this.batchSize = recipe.batch();
    this.variation = new PixelVariation(recipe.augmentation(), examples.images().shape());
    this.seed = seed;
  }

  /**
   * How many batches an epoch has. An image that would be left over alone joins the batch before:
   * the variance of a single 1×1 feature map, n − 1 in its denominator, is not a number, and would
   * spoil batch normalisation's running statistics for good.
   */
  int batches() {
    return Math.max(1, (examples.size() + batchSize - Math.min(2, batchSize)) / batchSize);
  }

  /** Hands every batch of an epoch to {@code learner}, in order. */
  void forEach(int epoch, Consumer<Batch> learner) {
    int[] order = seed.derive("order", epoch).permutation(examples.size());
    CompletableFuture<Batch> next = load(epoch, 0, order);
    for (int i = 0; i < batches(); i++) {
      Batch batch = await(next);
      if (i + 1 < batches()) {
        next = load(epoch, i + 1, order);
      }
      learner.accept(batch);
    }
  }

  private static Batch await(CompletableFuture<Batch> batch) {
    try {
      return batch.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private CompletableFuture<Batch> load(int epoch, int number, int[] order) {
    return CompletableFuture.supplyAsync(() -> read(epoch, number, order), reader);
  }

  private Batch read(int epoch, int number, int[] order) {
    int from = number * batchSize;
    int to = number + 1 == batches() ? order.length : from + batchSize;
    int[] indices = Arrays.copyOfRange(order, from, to);
    ImageBatch images = examples.images().read(indices);
    int classes = examples.targets().classes();
    float[] targets = new float[indices.length * classes];
    SplittableRandom random = seed.derive("variation", epoch, number).generator();
    for (int i = 0; i < indices.length; i++) {
      examples.targets().write(indices[i], targets, i * classes);
      variation.apply(images.pixels(), i * images.shape().bytes(), random);
    }
    return new Batch(images.pixels(), targets, indices.length);
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
