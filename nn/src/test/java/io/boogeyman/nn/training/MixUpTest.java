package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Values;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try")
class MixUpTest {
  private static final int COUNT = 8;

  @Test
  void targets_stay_on_the_simplex() {
    MixUp mixUp = new MixUp(0.4, new Seed(1));
    for (int batch = 0; batch < 50; batch++) {
      float[] rows = mixed(mixUp);
      for (int i = 0; i < COUNT; i++) {
        double sum = 0;
        for (int k = 0; k < COUNT; k++) {
          assertThat(rows[i * COUNT + k]).isBetween(0f, 1f);
          sum += rows[i * COUNT + k];
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
      }
    }
  }

  @Test
  void images_and_targets_are_blended_alike() {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = unit();
      MixUp.Mixed mixed = new MixUp(1, new Seed(2)).apply(images, unit(), COUNT);

      assertThat(Values.of(mixed.images())).containsExactly(Values.of(mixed.targets()));
      assertThat(Values.of(mixed.images())).isNotEqualTo(Values.of(unit()));
      assertThat(Values.of(images)).as("what came in").containsExactly(Values.of(unit()));
    }
  }

  @Test
  void alpha_of_zero_is_off() {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = unit();
      Tensor targets = unit();
      MixUp.Mixed mixed = new MixUp(0, new Seed(1)).apply(images, targets, COUNT);

      assertThat(mixed.images()).isSameAs(images);
      assertThat(mixed.targets()).isSameAs(targets);
    }
  }

  /** Beta(α, α) has the mean 1/2 and the variance 1/(4(2α + 1)). */
  @ParameterizedTest(name = "alpha {0}")
  @ValueSource(doubles = {0.2, 1, 3})
  void shares_are_distributed_as_beta(double alpha) {
    MixUp mixUp = new MixUp(alpha, new Seed(3));
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      shares.add(share(mixed(mixUp)));
    }

    double mean = shares.stream().mapToDouble(x -> x).average().orElseThrow();
    double variance =
        shares.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double expected = 1 / (4 * (2 * alpha + 1));
    assertThat(mean).isCloseTo(0.5, within(4 * Math.sqrt(expected / 4000)));
    assertThat(variance).isCloseTo(expected, within(0.08 * expected));
  }

  @Test
  void alpha_near_zero_leaves_nearly_every_batch_as_it_is() {
    MixUp mixUp = new MixUp(1e-4, new Seed(4));
    for (int i = 0; i < 100; i++) {
      double share = share(mixed(mixUp));
      assertThat(Math.min(share, 1 - share)).isLessThan(0.01);
    }
  }

  /** A row that is blended with another keeps the share on the diagonal. */
  private static double share(float[] rows) {
    double share = 1;
    for (int i = 0; i < COUNT; i++) {
      share = Math.min(share, rows[i * COUNT + i]);
    }
    return share;
  }

  private static float[] mixed(MixUp mixUp) {
    try (PointerScope scope = new PointerScope()) {
      return Values.of(mixUp.apply(unit(), unit(), COUNT).targets());
    }
  }

  private static Tensor unit() {
    float[] rows = new float[COUNT * COUNT];
    for (int i = 0; i < COUNT; i++) {
      rows[i * COUNT + i] = 1;
    }
    return Tensor.create(rows, COUNT, COUNT);
  }
}
