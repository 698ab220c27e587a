package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptEpochTest {

  @Test
  void an_epoch_that_is_worse_by_less_than_a_standard_error_replaces_an_earlier_one() {
    assertThat(kept(100, 0.30, 0.60, 0.56)).as("one standard error is 4.9 points").isEqualTo(3);
  }

  @Test
  void an_epoch_that_is_worse_by_more_than_a_standard_error_does_not() {
    assertThat(kept(100, 0.30, 0.60, 0.55)).isEqualTo(2);
  }

  @Test
  void the_more_images_are_held_out_the_less_an_epoch_may_be_worse() {
    assertThat(kept(10_000, 0.30, 0.60, 0.59)).isEqualTo(2);
  }

  @Test
  void each_epoch_is_held_against_the_best_before_it_not_against_the_kept_one() {
    assertThat(kept(100, 0.60, 0.56, 0.52)).isEqualTo(2);
  }

  @Test
  void without_held_out_images_the_last_epoch_is_kept() {
    assertThat(kept(0, 0, 0, 0)).isEqualTo(3);
  }

  private static int kept(int heldOut, double... agreements) {
    List<Epoch> epochs = new ArrayList<>();
    int kept = 0;
    for (int i = 0; i < agreements.length; i++) {
      Epoch epoch = new Epoch(i + 1, 1, agreements[i], 1);
      kept = KeptEpoch.is(epoch, epochs, heldOut) ? epoch.number() : kept;
      epochs.add(epoch);
    }
    return kept;
  }
}
