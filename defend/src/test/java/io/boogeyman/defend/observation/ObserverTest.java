package io.boogeyman.defend.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserverTest {
  private static final Compute COMPUTE = Compute.cpu(1);

  @ParameterizedTest
  @ValueSource(
      strings = {"resnet20", "5l", "mobilenet_v2", "squeezenet1_1", "densenet121", "vgg16"})
  void answers_are_the_network_s_own_and_stages_have_a_row_an_image(String architecture) {
    ImageShape shape = ImageShape.square(32);
    ImageBatch images = images(shape, 3);
    try (Network network = Architectures.named(architecture).create(5, shape, new Seed(1))) {
      network.training(false);
      try (Observer observer = Observer.of(network, COMPUTE);
          Predictor predictor = Predictor.of(network, COMPUTE)) {
        Observation observation = observer.observe(images);
        Predictions predictions = predictor.predict(images);

        assertThat(observation.stages().size()).isGreaterThan(1);
        assertThat(observation.stages()).allMatch(stage -> stage.rows() == 3);
        for (int i = 0; i < 3; i++) {
          float[] row = predictions.row(i);
          assertThat(row[observation.answer(i)]).isCloseTo(row[predictions.top(i)], within(1e-5f));
          for (int k = 0; k < 5; k++) {
            assertThat(softmax(observation.logits().row(i), k))
                .isCloseTo(predictions.row(i)[k], within(1e-5));
          }
        }
      }
    }
  }

  @Test
  void a_residual_network_shows_what_lies_between_its_blocks() {
    ImageShape shape = ImageShape.square(16);
    try (Network network = Architectures.named("resnet20").create(5, shape, new Seed(1));
        Observer observer = Observer.of(network, COMPUTE)) {
      assertThat(observer.observe(images(shape, 2)).stages())
          .extracting(Matrix::width)
          .containsExactly(16, 16, 16, 16, 32, 32, 32, 64, 64, 64);
    }
  }

  @Test
  void many_images_are_looked_at_in_parts_and_seen_as_one() {
    ImageShape shape = ImageShape.square(16);
    ImageBatch many = images(shape, 300);
    try (Network network = Architectures.named("5l").create(5, shape, new Seed(1));
        Observer observer = Observer.of(network, COMPUTE)) {
      Observation whole = observer.observe(many);
      Observation last = observer.observe(many.slice(256, 300));
      assertThat(whole.size()).isEqualTo(300);
      assertThat(whole.logits().row(256)).containsExactly(last.logits().row(0));
      assertThat(whole.features().row(299)).containsExactly(last.features().row(43));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "5l", "mobilenet_v2"})
  void a_gpu_sees_what_the_cpu_sees(String architecture) {
    assumeTrue(Processor.CUDA.available(), "there is no GPU here");
    ImageShape shape = ImageShape.square(32);
    Compute gpu = new Compute(Processor.CUDA, 1, Precision.FP32, true);
    try (Network network = Architectures.named(architecture).create(5, shape, new Seed(1));
        Observer there = Observer.scaling(network, gpu);
        Observer here = Observer.scaling(network, COMPUTE)) {
      ImageBatch larger = images(ImageShape.square(40), 3);
      Observation expected = here.observe(larger);
      Observation seen = there.observe(larger);

      assertClose(seen.logits(), expected.logits());
      for (int i = 0; i < expected.stages().size(); i++) {
        assertClose(seen.stages().get(i), expected.stages().get(i));
      }
    }
  }

  private static void assertClose(Matrix seen, Matrix expected) {
    assertThat(seen.toArray()).containsExactly(expected.toArray(), within(1e-4f));
  }

  private static double softmax(float[] logits, int which) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - logits[which]);
    }
    return 1 / sum;
  }

  private static ImageBatch images(ImageShape shape, int count) {
    byte[] pixels = new byte[count * shape.bytes()];
    new SplittableRandom(1).nextBytes(pixels);
    return new ImageBatch(shape, pixels);
  }
}
