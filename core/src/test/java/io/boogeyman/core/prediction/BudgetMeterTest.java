package io.boogeyman.core.prediction;

import static io.boogeyman.core.prediction.CountingVictim.images;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BudgetMeterTest {
  private final CountingVictim victim = new CountingVictim();

  @Test
  void budget_can_be_spent_to_the_last_image() {
    BudgetMeter meter = new BudgetMeter(3, Price.FREE, 0);
    PredictionApi api = victim.within(meter);
    api.ask(images(1, 2));
    api.ask(images(3));
    assertThat(victim.asked).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> api.ask(images(4))).isInstanceOf(BudgetExhaustedException.class);
  }

  @Test
  void batch_that_overruns_by_one_is_not_asked_at_all() {
    BudgetMeter meter = new BudgetMeter(3, Price.FREE, 1);
    assertThatThrownBy(() -> victim.within(meter).ask(images(1, 2, 3)))
        .isInstanceOf(BudgetExhaustedException.class)
        .hasMessage("3 images would overrun the budget: 1 of 3 are asked already");
    assertThat(victim.asked).isEmpty();
    assertThat(meter.asked()).isEqualTo(1);
  }

  @Test
  void batch_that_does_not_fit_leaves_room_for_one_that_does() {
    PredictionApi api = victim.within(new BudgetMeter(2, Price.FREE, 0));
    assertThatThrownBy(() -> api.ask(images(1, 2, 3))).isInstanceOf(BudgetExhaustedException.class);
    assertThat(api.ask(images(4, 5))).hasSize(2);
  }

  @Test
  void nothing_is_charged_for_what_the_victim_did_not_answer() {
    BudgetMeter meter = new BudgetMeter(3, new Price(BigDecimal.ONE), 0);
    victim.broken = true;
    assertThatThrownBy(() -> victim.within(meter).ask(images(1, 2)))
        .isInstanceOf(PredictionException.class)
        .hasMessage("the victim is broken");
    assertThat(meter.asked()).isZero();
    assertThat(meter.spent()).isEqualByComparingTo("0");
  }

  @Test
  void several_threads_together_spend_the_budget_and_not_one_image_more() throws Exception {
    BudgetMeter meter = new BudgetMeter(1000, Price.FREE, 0);
    PredictionApi api = victim.within(meter);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> thieves = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        thieves.add(threads.submit(() -> askUntilRefused(api)));
      }
      for (Future<?> thief : thieves) {
        thief.get();
      }
    } finally {
      threads.shutdownNow();
    }
    // Batches of 3 fill 999 of 1,000.
    assertThat(victim.asked).hasSize(999);
    assertThat(meter.asked()).isEqualTo(999);
  }

  private static void askUntilRefused(PredictionApi api) {
    try {
      while (true) {
        api.ask(images(1, 2, 3));
      }
    } catch (BudgetExhaustedException e) {
      assertThat(e).hasMessageContaining("999 of 1000");
    }
  }

  @Test
  void money_spent_is_exact_and_counts_what_was_asked_before() {
    BudgetMeter meter = new BudgetMeter(10, new Price(new BigDecimal("0.1")), 2);
    victim.within(meter).ask(images(1));
    assertThat(meter.spent()).isEqualByComparingTo("0.0003");
  }

  @Test
  void more_asked_before_than_the_budget_leaves_nothing() {
    PredictionApi api = victim.within(new BudgetMeter(5, Price.FREE, 7));
    assertThatThrownBy(() -> api.ask(images(1))).isInstanceOf(BudgetExhaustedException.class);
    assertThat(victim.asked).isEmpty();
  }

  @Test
  void negative_counts_are_refused() {
    assertThatThrownBy(() -> new BudgetMeter(-1, Price.FREE, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BudgetMeter(1, Price.FREE, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
