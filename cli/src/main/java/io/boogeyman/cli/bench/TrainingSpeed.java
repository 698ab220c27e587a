package io.boogeyman.cli.bench;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.synthetic.Signs;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Schedule;
import io.boogeyman.nn.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Epochs of the trainer itself, augmentation and reading images included. */
record TrainingSpeed(BenchSettings settings) {
  private static final int IMAGES = 2560;
  private static final int BATCH = 128;

  /** The copies': an update then costs a larger part of a step. */
  private static final int SMALL_BATCH = 32;

  /** Five steps: with fewer, what a training does before its first step would be measured. */
  private static final int QUICK_IMAGES = 640;

  List<Measurement> measure(Path folder) throws Exception {
    int count = settings.quick() ? QUICK_IMAGES : IMAGES;
    try (StoredImages images = store(folder, count)) {
      Compute all = settings.compute();
      List<Measurement> measurements = new ArrayList<>();
      Measurement one = together(images, all, 1);
      measurements.add(one);
      if (all.threads() > 1) {
        Measurement sideBySide = together(images, all.withThreads(1), all.threads());
        measurements.add(sideBySide);
        measurements.add(
            Measurement.of(
                "side by side, against one network", "times", sideBySide.median() / one.median()));
      }
      measurements.add(inSmallSteps("momentum", images, all, Optimiser.Sgd.STANDARD));
      measurements.add(inSmallSteps("Muon", images, all, Optimiser.Muon.STANDARD));
      return measurements;
    }
  }

  private StoredImages store(Path folder, int count) throws IOException {
    return ImageStore.open(
        new Signs(new Seed(1), count),
        settings.shape(),
        folder,
        settings.compute().threads(),
        settings.progress());
  }

  /** Networks trained at once, each on as many threads as {@code compute} says. */
  private Measurement together(StoredImages images, Compute compute, int networks)
      throws Exception {
    String name =
        networks == 1
            ? "training, 1 network on all threads"
            : "training, %d networks on 1 thread each".formatted(networks);
    return settings
        .stopwatch()
        .rate(
            name,
            "images/s",
            (long) networks * images.size(),
            () ->
                Parallel.run(
                    networks, seed -> epoch(images, compute, seed, BATCH, Optimiser.Sgd.STANDARD)));
  }

  private Measurement inSmallSteps(
      String name, StoredImages images, Compute compute, Optimiser optimiser) throws Exception {
    return settings
        .stopwatch()
        .rate(
            "training, batches of %d, by %s".formatted(SMALL_BATCH, name),
            "images/s",
            images.size(),
            () -> epoch(images, compute, 1, SMALL_BATCH, optimiser));
  }

  private void epoch(
      StoredImages images, Compute compute, int seed, int batch, Optimiser optimiser) {
    Recipe recipe =
        new Recipe(
            1,
            batch,
            0.1,
            optimiser,
            new Schedule.OneCycle(0.25),
            new Augmentation(Math.max(1, settings.shape().width() / 8), false, 0.2, 0),
            0);
    LearningSet set = new LearningSet(Examples.labelled(images), Optional.empty());
    int classes = set.training().targets().classes();
    try (Network network =
        settings.architecture().create(classes, settings.shape(), new Seed(seed))) {
      Trainer.of(recipe, compute, new Seed(seed)).train("bench", network, set);
    }
  }
}
