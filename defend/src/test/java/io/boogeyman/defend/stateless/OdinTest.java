package io.boogeyman.defend.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OdinTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final ImageShape SHAPE = ImageShape.square(16);
  private Network network;

  @BeforeEach
  void makeNetwork() {
    network = Architectures.named("resnet20").create(5, SHAPE, new Seed(1));
  }

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  private double[] scores(double temperature, double step) {
    return scores(temperature, step, COMPUTE);
  }

  private double[] scores(double temperature, double step, Compute compute) {
    try (Odin odin = Odin.of(network, compute, temperature, step)) {
      return odin.scores(images());
    }
  }

  @Test
  void a_gpu_gives_the_scores_of_the_cpu() {
    assumeTrue(Processor.CUDA.available(), "there is no GPU here");
    Compute gpu = new Compute(Processor.CUDA, 1, Precision.FP32, true);

    assertThat(scores(1, 0.002, gpu)).containsExactly(scores(1, 0.002), within(1e-3));
  }

  @Test
  void without_a_step_and_at_temperature_1_it_is_the_baseline() {
    try (Observer observer = Observer.of(network, COMPUTE)) {
      double[] baseline = new MaximumSoftmax().scores(observer.observe(images()));
      assertThat(scores(1, 0)).containsExactly(baseline, within(1e-6));
    }
  }

  @Test
  void a_step_makes_the_network_surer_of_what_it_sees_already() {
    double[] before = scores(1, 0);
    double[] after = scores(1, .002);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isLessThan(before[i]);
    }
  }

  @Test
  void at_the_published_temperature_images_still_differ() {
    double[] scores = scores(Odin.TEMPERATURE, Odin.STEP);
    assertThat(scores).doesNotHaveDuplicates();
    for (double score : scores) {
      assertThat(score).isCloseTo(.8, within(.01));
    }
  }

  @Test
  void what_makes_no_sense_is_refused_in_one_line() {
    assertThatThrownBy(() -> Odin.of(network, COMPUTE, 0, .1))
        .hasMessage("a temperature must be over 0, not 0.0");
    assertThatThrownBy(() -> Odin.of(network, COMPUTE, 1, -1))
        .hasMessage("ODIN's step must be from 0 to 1, not -1.0");
  }

  private static ImageBatch images() {
    byte[] pixels = new byte[4 * SHAPE.bytes()];
    new SplittableRandom(1).nextBytes(pixels);
    return new ImageBatch(SHAPE, pixels);
  }
}
