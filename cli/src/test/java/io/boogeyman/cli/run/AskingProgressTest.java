package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskingProgressTest {
  private static final ImageShape SHAPE = new ImageShape(1, 1, 3);

  private final List<String> told = new ArrayList<>();
  private final BudgetMeter meter = new BudgetMeter(1000, Price.FREE, 0);
  private final PredictionApi victim =
      new RemoteVictim(List.of("a", "b"), SHAPE, Optional.empty()).within(meter);

  @Test
  void answers_on_record_are_skipped_and_fresh_ones_are_done() {
    try (Progress.Task task = new AskingProgress(listener(), meter).begin("asking", "images", 9)) {
      task.advance(4);
      victim.ask(images(3));
      task.advance(5);
      victim.ask(images(2));
      task.advance(2);
    }
    assertThat(told).containsExactly("skip 4", "skip 2", "done 3", "done 2");
  }

  private static ImageBatch images(int count) {
    return new ImageBatch(SHAPE, new byte[count * SHAPE.bytes()]);
  }

  private Progress listener() {
    return (name, unit, total) ->
        new Progress.Task() {
          @Override
          public void advance(long count) {
            told.add("done " + count);
          }

          @Override
          public void skip(long count) {
            told.add("skip " + count);
          }
        };
  }
}
