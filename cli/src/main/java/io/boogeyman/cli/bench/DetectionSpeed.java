package io.boogeyman.cli.bench;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.prada.Prada;
import io.boogeyman.defend.prada.PradaClient;
import io.boogeyman.defend.prada.PradaQuery;
import io.boogeyman.defend.prada.PradaRule;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.sequential.Evidence;
import io.boogeyman.defend.sequential.SequentialTest;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.defend.stateless.FeatureClassifier;
import io.boogeyman.defend.stateless.ImageDetector;
import io.boogeyman.defend.stateless.Mahalanobis;
import io.boogeyman.defend.stateless.NearestNeighbours;
import io.boogeyman.defend.stateless.Odin;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.synthetic.Scenes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What detectors add to a victim's answers, on drawn scenes: fitted to as many images and classes
 * as in earnest, since the cost of some grows with them.
 */
record DetectionSpeed(BenchSettings settings) {
  private static final int PRADA_CLASSES = 10;
  private static final int CLASSES = 43;
  private static final int BATCH = 128;
  private static final int OWN = 4_000;
  private static final int QUERIES = 10_000;

  List<Measurement> measure(Path folder) throws Exception {
    int queries = Math.max(BATCH, settings.count(QUERIES));
    ImageBatch images = scenes(Math.max(queries, OWN + BATCH));
    List<Measurement> measurements = new ArrayList<>(stateless(images.slice(0, OWN + BATCH)));
    measurements.add(sequential());
    measurements.add(prada(images.slice(0, queries)));
    return measurements;
  }

  private ImageBatch scenes(int count) throws UnreadableImageException {
    byte[] pixels = new byte[count * settings.shape().bytes()];
    try (Scenes scenes = new Scenes(new Seed(1), count)) {
      for (int i = 0; i < count; i++) {
        byte[] scene = scenes.read(i, settings.shape());
        System.arraycopy(scene, 0, pixels, i * scene.length, scene.length);
      }
    }
    return new ImageBatch(settings.shape(), pixels);
  }

  private List<Measurement> stateless(ImageBatch images) throws Exception {
    Seed seed = new Seed(1);
    try (Network network = settings.architecture().create(CLASSES, settings.shape(), seed);
        Observer observer = Observer.of(network, settings.compute());
        Odin odin = Odin.of(network, settings.compute(), Odin.TEMPERATURE, Odin.STEP)) {
      Observation own = observed(observer, images.slice(0, OWN / 2));
      Observation foreign = observed(observer, images.slice(OWN / 2, OWN));
      ImageBatch asked = images.slice(OWN, OWN + BATCH);
      Queries queries = observer.queries(asked);
      int[] classOf = IntStream.range(0, own.size()).map(i -> i % CLASSES).toArray();
      List<Measurement> measurements = new ArrayList<>();
      measurements.add(rate("detection, the victim's pass", () -> observer.observe(asked)));
      for (ImageDetector detector :
          List.of(
              new Energy(1),
              FeatureClassifier.fit(own, foreign, seed),
              Mahalanobis.fit(own, classOf, seed),
              new NearestNeighbours(own, 10, seed),
              odin)) {
        measurements.add(rate("detection, " + detector.name(), () -> detector.scores(queries)));
      }
      return measurements;
    }
  }

  private static Observation observed(Observer observer, ImageBatch images) {
    List<Observation> parts = new ArrayList<>();
    for (int from = 0; from < images.count(); from += BATCH) {
      parts.add(observer.observe(images.slice(from, Math.min(images.count(), from + BATCH))));
    }
    return Observation.joined(parts);
  }

  private Measurement rate(String name, Stopwatch.Work work) throws Exception {
    int batches = Math.max(1, settings.count(20));
    return settings
        .stopwatch()
        .rate(
            name,
            "queries/s",
            (long) batches * BATCH,
            () -> {
              for (int i = 0; i < batches; i++) {
                work.run();
              }
            });
  }

  private Measurement sequential() throws Exception {
    double[] benign = new SplittableRandom(1).doubles(1_000).toArray();
    SequentialTest test =
        new SequentialTest(
            "bench", BenignScores.of(benign, 0.01), AccusationBound.ofIndependentQueries(0.001));
    double[] scores = new SplittableRandom(2).doubles(settings.count(1_000_000)).toArray();
    return settings
        .stopwatch()
        .rate(
            "detection, sequential test",
            "queries/s",
            scores.length,
            () -> {
              Evidence evidence = test.begin();
              for (double score : scores) {
                evidence = test.update(evidence, score);
              }
            });
  }

  private Measurement prada(ImageBatch images) throws Exception {
    Prada<byte[]> prada = Prada.onPixels(settings.shape(), PradaRule.PAPER, Prada.DELTA);
    return settings
        .stopwatch()
        .rate(
            "detection, PRADA, one client's %,d".formatted(images.count()),
            "queries/s",
            images.count(),
            () -> {
              PradaClient<byte[]> client = prada.begin();
              for (int i = 0; i < images.count(); i++) {
                byte[] pixels = images.slice(i, i + 1).pixels();
                client = prada.update(client, new PradaQuery<>(pixels, i % PRADA_CLASSES));
              }
            });
  }
}
