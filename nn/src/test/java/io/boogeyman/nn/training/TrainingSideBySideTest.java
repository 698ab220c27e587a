package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Trainings that begin at the same instant: every batch size is new to both of them. */
@Tag("slow")
class TrainingSideBySideTest {
  private static final int FIRST_BATCH = 9;
  private static final int BATCHES = 24;
  private static final PaintedImages IMAGES = new PaintedImages(64, 20, 2, 1);

  @Test
  void gives_the_bits_of_training_alone() {
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<CompletableFuture<List<String>>> both =
          IntStream.range(0, 2)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> digests(together), threads))
              .toList();
      List<String> one = both.get(0).join();
      List<String> other = both.get(1).join();

      List<String> alone = digests(new CyclicBarrier(1));
      assertThat(one).isEqualTo(alone);
      assertThat(other).isEqualTo(alone);
    } finally {
      threads.shutdown();
    }
  }

  /** The weights after an epoch in every batch size, begun when all have come as far. */
  private static List<String> digests(CyclicBarrier together) {
    List<String> digests = new ArrayList<>();
    for (int batch = FIRST_BATCH; batch < FIRST_BATCH + BATCHES; batch++) {
      try (Network network =
          Architectures.named("resnet20").create(2, IMAGES.shape(), new Seed(1))) {
        together.await();
        Recipe recipe = Recipe.standard(1, IMAGES.shape()).withBatch(batch);
        LearningSet set = new LearningSet(Examples.labelled(IMAGES), Optional.empty());
        Trainer.of(recipe, Compute.cpu(1), new Seed(1)).train("test", network, set);
        digests.add(network.digest());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return digests;
  }
}
