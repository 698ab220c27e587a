package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.nn.synthetic.Signs;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TheftTest {
  private static final ImageShape SHAPE = ImageShape.square(16);

  @TempDir private Path folder;

  @Test
  void is_not_charged_for_another_theft_in_the_same_folder() throws IOException {
    StealResult first = steal(1);
    StealResult second = steal(2);

    assertThat(first.surrogates()).extracting(Surrogate::seed).containsExactly(1L);
    assertThat(second.surrogates()).extracting(Surrogate::seed).containsExactly(2L);
  }

  @Test
  void trains_nothing_again_that_is_finished() throws IOException {
    assertThat(steal(1).surrogates()).isEqualTo(steal(1).surrogates());
  }

  private StealResult steal(long seed) throws IOException {
    try (RunFolder run = RunFolder.open(folder.resolve("run"));
        StoredImages pool = open(new Scenes(new Seed(1), 40));
        StoredImages test = open(new Signs(new Seed(2), 43));
        Network network = Architectures.named("resnet20").create(43, SHAPE, new Seed(3))) {
      List<String> classNames = test.labels().orElseThrow().classNames();
      SavedNetwork victim = new SavedNetwork(network, classNames, Map.of());
      return new Theft(settings(seed), run, Progress.SILENT).run(victim, pool, test);
    }
  }

  private StoredImages open(ImageSource source) throws IOException {
    return ImageStore.open(source, SHAPE, folder, 1, Progress.SILENT);
  }

  private static StealSettings settings(long seed) {
    return new StealSettings(
        Path.of("victim.safetensors"),
        "scenes",
        "signs",
        List.of(20),
        List.of(new Granularity.Label()),
        SurrogateSettings.standard("resnet20").withEpochs(1),
        Price.FREE,
        Optional.empty(),
        List.of(seed),
        Compute.cpu(1),
        1);
  }
}
