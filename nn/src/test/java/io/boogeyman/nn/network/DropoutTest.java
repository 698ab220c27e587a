package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try")
class DropoutTest {

  @Test
  void in_training_it_drops_as_many_as_it_says_and_scales_the_rest() {
    try (PointerScope scope = new PointerScope();
        RandomSource random = new RandomSource(1)) {
      Tensor ones = torch.ones(100, 100);

      float[] values =
          Values.of(new Dropout(0.2, false).forward(ones, new Pass(true, random.generator())));

      assertThat(values).containsOnly(0f, 1.25f);
      long dropped = IntStream.range(0, values.length).filter(i -> values[i] == 0).count();
      assertThat(dropped).isBetween(1800L, 2200L);
    }
  }

  @Test
  void whole_channels_are_dropped_as_one() {
    try (PointerScope scope = new PointerScope();
        RandomSource random = new RandomSource(1)) {
      Tensor ones = torch.ones(4, 16, 3, 3);

      Tensor dropped = new Dropout(0.5, true).forward(ones, new Pass(true, random.generator()));

      assertThat(Values.of(dropped.mean(2, 3))).containsOnly(0f, 2f);
    }
  }

  @Test
  void in_evaluation_it_changes_nothing() {
    try (PointerScope scope = new PointerScope();
        RandomSource random = new RandomSource(1)) {
      Tensor ones = torch.ones(4, 4);

      Tensor same = new Dropout(0.5, false).forward(ones, new Pass(false, random.generator()));

      assertThat(Values.of(same)).containsOnly(1f);
    }
  }
}
