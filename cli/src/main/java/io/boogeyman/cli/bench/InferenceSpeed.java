package io.boogeyman.cli.bench;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;

/** Answers with batch normalisation folded into the convolutions, and without. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
record InferenceSpeed(BenchSettings settings) {
  private static final int CLASSES = 43;
  private static final int BATCH = 256;
  private static final int BATCHES = 20;

  List<Measurement> measure(Path folder) throws Exception {
    ImageBatch images = noise();
    int batches = settings.count(BATCHES);
    long count = (long) batches * images.count();
    settings.compute().claimThread();
    try (Network network = settings.architecture().create(CLASSES, settings.shape(), new Seed(1));
        Predictor predictor = Predictor.of(network, settings.compute())) {
      prepare(network);
      Stopwatch stopwatch = settings.stopwatch();
      return List.of(
          stopwatch.rate(
              "inference, folded",
              "images/s",
              count,
              () -> repeat(batches, () -> predictor.predict(images))),
          stopwatch.rate(
              "inference, not folded",
              "images/s",
              count,
              () -> repeat(batches, () -> forward(network, images))));
    }
  }

  private void prepare(Network network) {
    try (PointerScope scope = new PointerScope()) {
      network.to(settings.compute().processor().device());
    }
    if (settings.compute().channelsLast()) {
      network.channelsLast();
    }
  }

  private void forward(Network network, ImageBatch images) {
    try (PointerScope scope = new PointerScope();
        InferenceMode inference = new InferenceMode()) {
      var tensor = ImageTensors.of(images.pixels(), images.shape(), settings.compute());
      settings.compute().forward(() -> network.forward(tensor)).sum().item();
    }
  }

  private ImageBatch noise() {
    int count = Math.max(8, Math.min(BATCH, BATCH * 32 * 32 * 3 / settings.shape().bytes()));
    byte[] pixels = new byte[count * settings.shape().bytes()];
    new SplittableRandom(1).nextBytes(pixels);
    return new ImageBatch(settings.shape(), pixels);
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}
