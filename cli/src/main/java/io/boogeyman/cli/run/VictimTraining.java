package io.boogeyman.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.nn.image.Split;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Trainer;
import io.boogeyman.nn.training.TrainingLog;
import io.boogeyman.nn.weights.Safetensors;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.nn.weights.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * The whole of {@code boogeyman train}. Images are split by group throughout: frames of one filmed
 * sign are never both learnt from and measured on.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class VictimTraining {
  private static final double TEST_SHARE = 0.2;
  private static final double HELD_OUT = 0.1;

  private final VictimSettings settings;
  private final ImageSets images;
  private final Progress progress;

  /** A training that takes its images from {@code images}. */
  public VictimTraining(VictimSettings settings, ImageSets images, Progress progress) {
    this.settings = settings;
    this.images = images;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param settings how the victim was trained
   * @param accuracy on the test images
   * @param top5 on the test images
   * @param log how training went
   * @param testImages how many test images there are
   */
  public record Outcome(
      VictimSettings settings, Interval accuracy, Interval top5, TrainingLog log, int testImages) {

    /** For people, in three lines. */
    public String describe() {
      return String.format(
          Locale.ROOT,
          "%s, accuracy %.1f %% (%.1f–%.1f), top-5 %.1f %%, on %,d test images%n"
              + "trained in %.0f s on %s, epoch %d of %d kept%nsaved to %s",
          settings.architecture().name(),
          100 * accuracy.estimate(),
          100 * accuracy.low(),
          100 * accuracy.high(),
          100 * top5.estimate(),
          testImages,
          log.seconds(),
          settings.compute(),
          log.kept(),
          log.epochs().size(),
          settings.out());
    }

    /** For programs. */
    public String toJson() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("architecture", settings.architecture().name());
      fields.put("accuracy", accuracy);
      fields.put("top5", top5);
      fields.put("testImages", testImages);
      fields.put("seconds", log.seconds());
      fields.put("epochs", log.epochs());
      fields.put("kept", log.kept());
      fields.put("compute", settings.compute().toString());
      fields.put("out", settings.out().toString());
      try {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an outcome is always JSON", e);
      }
    }
  }

  /**
   * Trains, evaluates and saves.
   *
   * @throws IOException if images or weights cannot be read, or the victim not written
   * @throws IllegalArgumentException if data, network and weights do not fit each other
   */
  public Outcome run() throws IOException {
    requireWritable(settings.out());
    Seed seed = new Seed(settings.seed());
    try (OpenImages data = images.open(settings.data(), settings.shape())) {
      Examples.labelled(data);
      if (settings.test().isEmpty()) {
        Split split = TestImages.SetAside.split(data, TEST_SHARE, settings.seed());
        return run(split.second(), split.first(), seed);
      }
      try (OpenImages test = images.open(settings.test().get(), settings.shape())) {
        return run(data, test, seed);
      }
    }
  }

  private Outcome run(ImageSet data, ImageSet test, Seed seed) throws IOException {
    Labels labels = requireSameClasses(data, test);
    Split split = Split.byGroup(data, HELD_OUT, seed.derive("held out"));
    LearningSet set =
        new LearningSet(
            Examples.labelled(split.second()), Optional.of(Examples.labelled(split.first())));
    Path checkpoint = Path.of(settings.out() + ".checkpoint");
    try (Network network = network(labels.classNames().size(), seed)) {
      TrainingLog log =
          Trainer.of(settings.recipe(), settings.compute(), seed.derive("training"))
              .reporting(progress)
              .checkpointing(checkpoint)
              .train("Training the victim", network, set);
      Outcome outcome = save(network, labels, test, log);
      Files.deleteIfExists(checkpoint);
      return outcome;
    }
  }

  private Outcome save(Network network, Labels labels, ImageSet test, TrainingLog log)
      throws IOException {
    try (Predictor predictor = Predictor.of(network, settings.compute())) {
      Predictions predictions = predictor.predict(test);
      Interval accuracy = Evaluation.accuracy(predictions, labels);
      Map<String, String> notes = notes();
      if (settings.test().isEmpty()) {
        // What was set aside by chance is found again by its share and the seed, if it is this.
        notes.put("test digest", test.digest());
      }
      notes.put("test accuracy", Double.toString(accuracy.estimate()));
      new SavedNetwork(network, labels.classNames(), notes).write(settings.out());
      return new Outcome(
          settings, accuracy, Evaluation.top5(predictions, labels), log, test.size());
    }
  }

  /** Whether the victim is saved already, trained as the settings say. */
  public boolean isDone() throws IOException {
    return Files.exists(settings.out())
        && Safetensors.metadata(settings.out()).entrySet().containsAll(notes().entrySet());
  }

  private Map<String, String> notes() {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("architecture", settings.architecture().name());
    notes.put("data", settings.data());
    settings
        .test()
        .ifPresentOrElse(
            name -> notes.put("test", name),
            () -> notes.put("test share", Double.toString(TEST_SHARE)));
    notes.put("recipe", settings.recipe().toString());
    notes.put("seed", Long.toString(settings.seed()));
    notes.put("compute", settings.compute().toString());
    return notes;
  }

  private static Labels requireSameClasses(ImageSet data, ImageSet test) {
    Labels expected = data.labels().orElseThrow();
    return test.labels()
        .filter(labels -> labels.classNames().equals(expected.classNames()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the test images "
                        + test.name()
                        + " need the same class folders as "
                        + data.name()));
  }

  private Network network(int classes, Seed seed) throws IOException {
    Network network =
        settings.architecture().create(classes, settings.shape(), seed.derive("weights"));
    if (settings.pretrained().isPresent()) {
      try (PointerScope scope = new PointerScope()) {
        network.load(StateDict.read(settings.pretrained().get()), true);
      } catch (IOException | RuntimeException e) {
        network.close();
        throw e;
      }
    }
    return network;
  }

  private static void requireWritable(Path out) {
    Path folder = out.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "cannot write " + out + ": " + folder + " is no folder that can be written to");
    }
    if (Files.isDirectory(out)) {
      throw new IllegalArgumentException(
          "cannot write "
              + out
              + ": it is a folder; name a file in it, such as "
              + out.resolve("victim.safetensors"));
    }
  }
}
