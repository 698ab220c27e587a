package io.boogeyman.cli.documentation;

import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.Interrogation;
import io.boogeyman.attack.query.RandomStrategy;
import io.boogeyman.attack.surrogate.Surrogate;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.attack.surrogate.SurrogateTrainer;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.inference.NetworkApi;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Trainer;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class LibraryExample {
  private final Architecture resnet20 = Architectures.named("resnet20");
  private final ImageShape shape = ImageShape.square(16);
  private final Compute compute = Compute.cpu(1);
  private final Seed seed = new Seed(1);

  // begin images
  static StoredImages open(ImageSource source, ImageShape shape, Path cache) throws IOException {
    try (source) {
      return ImageStore.open(source, shape, cache, 1, Progress.SILENT);
    }
  }

  // end images

  // begin victim
  void trainVictim(ImageSet labelled, int epochs, Path file) throws IOException {
    LearningSet set = new LearningSet(Examples.labelled(labelled), Optional.empty());
    List<String> classNames = labelled.labels().orElseThrow().classNames();
    try (Network network = resnet20.create(classNames.size(), shape, seed)) {
      Trainer.of(Recipe.standard(epochs, shape), compute, seed).train("victim", network, set);
      new SavedNetwork(network, classNames, Map.of()).write(file);
    }
  }

  // end victim

  // begin theft
  Evaluation steal(Path file, ImageSet pool, ImageSet test, int budget, Path answers)
      throws IOException {
    try (SavedNetwork victim = SavedNetwork.read(file);
        NetworkApi network = new NetworkApi(victim.network(), victim.classNames(), compute);
        SqliteJournal journal = SqliteJournal.open(answers, network.identity())) {
      Price price = new Price(new BigDecimal("1.50"));
      PredictionApi api =
          network
              .within(new BudgetMeter(budget, price, journal.size()))
              .recordedIn(journal)
              .releasing(new Granularity.TopK(3));
      Transcript transcript =
          new Interrogation(new RandomStrategy(), seed, Progress.SILENT).ask(api, pool, budget);
      SurrogatePlan plan = SurrogatePlan.standard(resnet20, shape, Optional.empty(), budget);
      SurrogateTrainer trainer =
          new SurrogateTrainer(plan, compute, Progress.SILENT, Optional.empty());
      try (Surrogate surrogate = trainer.train("surrogate", transcript, seed);
          Predictor original = Predictor.of(victim.network(), compute);
          Predictor copy = Predictor.of(surrogate.network(), compute)) {
        return Evaluation.of(
            original.predict(test), copy.predict(test), test.labels().orElseThrow());
      }
    }
  }
  // end theft
}
