package io.boogeyman.cli.demo;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.VictimSettings;
import io.boogeyman.cli.run.VictimTraining;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom the demos steal from and guard: a small network for drawn traffic signs, trained once a
 * folder.
 *
 * @param settings how it is trained
 */
public record DemoVictim(VictimSettings settings) {
  /** What it is tested on. */
  public static final String TEST = "signs:2000:test";

  /** The images that it takes. */
  public static final ImageShape SHAPE = ImageShape.square(32);

  private static final String TRAINING = "signs:5000:train";

  /** Its network. */
  public static Architecture architecture() {
    return Architectures.named("resnet20");
  }

  /** The victim of a demo's folder, there already or not. */
  public static DemoVictim in(Path folder, Compute compute, long seed) {
    return new DemoVictim(
        new VictimSettings(
            TRAINING,
            Optional.of(TEST),
            folder.resolve("signs.safetensors"),
            architecture(),
            SHAPE,
            Optional.empty(),
            Recipe.standard(8, SHAPE).withBatch(32),
            compute,
            seed));
  }

  /** Where it is, once it is ready. */
  public Path file() {
    return settings.out();
  }

  /**
   * Trains it, if it is not there as the settings say.
   *
   * @throws IOException if images cannot be read or the victim not written
   */
  public void prepare(ImageSets sets, Progress progress) throws IOException {
    VictimTraining training = new VictimTraining(settings, sets, progress);
    if (!training.isDone()) {
      training.run();
    }
  }
}
