package io.boogeyman.cli.bench;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** From a ready store to the first shuffled batch: what a training waits for before it starts. */
record StoreSpeed(BenchSettings settings) {
  private static final int IMAGES = 100_000;
  private static final int BATCH = 128;

  /** Room that the store may take in the temporary folder. */
  private static final int MOST_BYTES = 1 << 29;

  List<Measurement> measure(Path folder) throws Exception {
    NoiseSource source =
        new NoiseSource(settings.count(Math.min(IMAGES, MOST_BYTES / settings.shape().bytes())));
    return List.of(
        settings
            .stopwatch()
            .duration(
                "opening %,d images, to the first batch".formatted(source.size()),
                () -> firstBatch(source, folder)));
  }

  /** The warm-up round makes the store. */
  private void firstBatch(NoiseSource source, Path folder) throws IOException {
    try (StoredImages images =
        ImageStore.open(
            source, settings.shape(), folder, settings.compute().threads(), settings.progress())) {
      int[] order = new Seed(1).permutation(images.size());
      images.read(Arrays.copyOf(order, BATCH));
    }
  }
}
