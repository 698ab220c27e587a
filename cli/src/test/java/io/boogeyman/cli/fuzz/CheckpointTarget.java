package io.boogeyman.cli.fuzz;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.synthetic.Signs;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Schedule;
import io.boogeyman.nn.training.Trainer;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The checkpoint of a finished training, damaged: what it says of its epochs, and the name of one
 * of its tensors. A training that goes on from it has nothing left to do.
 */
public final class CheckpointTarget {
  private static final Promise PROMISE = Promise.throwingOnly(UncheckedIOException.class);
  private static final Scratch SCRATCH = new Scratch();
  private static final Path FILE = SCRATCH.folder().resolve("training.checkpoint");
  private static final LearningSet SET = set();
  private static final Path WHOLE = whole();

  private CheckpointTarget() {}

  /** Goes on from a checkpoint that the input damaged. */
  @SuppressWarnings("try") // a scope is there to be closed, not to be read
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Fields fields = new Fields(input);
    Map<String, String> metadata = new HashMap<>(Safetensors.metadata(WHOLE));
    metadata.put("kept", fields.at(0, metadata.get("kept")));
    metadata.put("epochs", fields.at(1, metadata.get("epochs")));
    metadata.remove(fields.at(2, "none"));
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> tensors = new TreeMap<>(Safetensors.read(WHOLE));
      Optional.ofNullable(tensors.remove(fields.at(3, "none")))
          .ifPresent(tensor -> tensors.put(fields.at(4, "other"), tensor));
      Safetensors.write(FILE, tensors, metadata);
    } catch (IllegalArgumentException noNameForATensor) {
      return;
    }
    PROMISE.holdsFor(input.length, () -> train(FILE));
  }

  private static Path whole() {
    try {
      Path file = SCRATCH.folder().resolve("whole.checkpoint");
      train(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LearningSet set() {
    try {
      StoredImages images =
          ImageStore.open(
              new Signs(new Seed(1), 2),
              ImageShape.square(11),
              SCRATCH.folder().resolve("cache"),
              1,
              Progress.SILENT);
      return new LearningSet(Examples.labelled(images), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void train(Path checkpoint) throws IOException {
    Recipe recipe =
        new Recipe(
            1,
            2,
            0.01,
            new Optimiser.Sgd(0.9, true, 0),
            new Schedule.Constant(),
            new Augmentation(0, false, 0, 0),
            0);
    try (Network network =
        Architectures.named("5l").create(43, ImageShape.square(11), new Seed(1))) {
      Trainer.of(recipe, Compute.cpu(1), new Seed(1))
          .checkpointing(checkpoint)
          .train("fuzz", network, SET);
    }
    if (!Files.exists(checkpoint)) {
      throw new AssertionError("the training wrote no checkpoint");
    }
  }
}
