package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MisinformationTest {
  private static final KeyedDigest KEY = new KeyedDigest(new byte[16]);
  private static final ImageShape SHAPE = ImageShape.square(16);

  /** Computed in double precision from the formula. */
  @Test
  void gives_way_around_its_threshold() {
    Misinformation mixture = new Misinformation(1000, .25, WrongModel.exchangingClasses(KEY, 4));
    assertThat(mixture.weight(.24)).isCloseTo(.9999546, offset(1e-6));
    assertThat(mixture.weight(.249)).isCloseTo(.7310586, offset(1e-6));
    assertThat(mixture.weight(.25)).isCloseTo(.5, offset(1e-6));
    assertThat(mixture.weight(.251)).isCloseTo(.2689414, offset(1e-6));
    assertThat(mixture.weight(.26)).isCloseTo(4.54e-5, offset(1e-7));
  }

  @Test
  void exchanges_every_class_for_another() {
    for (int classes = 2; classes < 50; classes++) {
      WrongModel wrong = WrongModel.exchangingClasses(KEY, classes);
      int[] exchanged = new int[classes];
      for (int k = 0; k < classes; k++) {
        double[] single = new double[classes];
        single[k] = 1;
        exchanged[k] = Simplex.top(wrong.answer(single, query(new byte[SHAPE.bytes()])));
        assertThat(exchanged[k]).isNotEqualTo(k);
      }
      assertThat(Arrays.stream(exchanged).distinct().count()).isEqualTo(classes);
    }
  }

  @Test
  void leaves_answers_alone_that_the_victim_is_sure_of() {
    double[] y = {.9, .05, .05};
    Misinformation mixture = new Misinformation(1000, .25, WrongModel.exchangingClasses(KEY, 3));
    assertThat(mixture.perturb(y, query(new byte[SHAPE.bytes()]))).containsExactly(y);
  }

  @Test
  void asks_a_network_of_a_file(@TempDir Path folder) throws IOException {
    byte[] pixels = new byte[SHAPE.bytes()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (7 * i);
    }
    float[] expected;
    try (Network network = Architectures.named("5l").create(4, SHAPE, new Seed(1));
        Predictor predictor = Predictor.of(network, Compute.cpu(1))) {
      new SavedNetwork(network, List.of("a", "b", "c", "d"), Map.of())
          .write(folder.resolve("wrong.safetensors"));
      expected = predictor.predict(new ImageBatch(SHAPE, pixels)).values();
    }
    try (Release release = Releases.open(List.of(asking("wrong.safetensors")), means(folder, 4))) {
      Exchange exchange =
          Exchange.of(
              new ImageBatch(SHAPE, pixels), List.of(new Answer.Vector(.24f, .24f, .26f, .26f)));
      Answer.Vector released = (Answer.Vector) release.release(exchange).get(0);
      // ν(s − τ) = −140: all of it is the other model's.
      IntStream.range(0, 4)
          .forEach(k -> assertThat(released.probability(k)).isCloseTo(expected[k], offset(1e-5f)));
    }
  }

  @Test
  void refuses_a_network_that_is_not_there_or_does_not_fit(@TempDir Path folder)
      throws IOException {
    assertThatThrownBy(() -> Releases.open(List.of(asking("none")), means(folder, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "adaptive-misinformation.network: %s cannot be read: there is no such file or folder"
                .formatted(folder.resolve("none")));
    try (Network network = Architectures.named("5l").create(3, SHAPE, new Seed(1))) {
      new SavedNetwork(network, List.of("a", "b", "c"), Map.of()).write(folder.resolve("three"));
    }
    assertThatThrownBy(() -> Releases.open(List.of(asking("three")), means(folder, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            ("adaptive-misinformation.network: %s takes 16x16 images and knows 3 classes; the model"
                    + " takes 16x16 and knows 4")
                .formatted(folder.resolve("three")));
  }

  private static ReleaseSettings asking(String file) {
    return new ReleaseSettings.AdaptiveMisinformation(1000, .4, Optional.of(file));
  }

  private static ReleaseMeans means(Path folder, int classes) {
    return new ReleaseMeans(ReleaseKey.of(new byte[16]), classes, SHAPE, Compute.cpu(1), folder);
  }

  private static Perturbation.Query query(byte[] pixels) {
    ImageBatch images = new ImageBatch(SHAPE, pixels);
    return new Perturbation.Query(images, 0, ImageDigest.of(images, 0));
  }
}
