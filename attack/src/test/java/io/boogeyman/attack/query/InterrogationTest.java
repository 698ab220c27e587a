package io.boogeyman.attack.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.NumberedImages;
import io.boogeyman.attack.NumberingVictim;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.AccessRefusedException;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.BudgetExhaustedException;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterrogationTest {
  private static final NumberedImages POOL = new NumberedImages(1000);

  @TempDir private Path folder;
  private final NumberingVictim victim = new NumberingVictim();
  private final Interrogation interrogation =
      new Interrogation(new RandomStrategy(), new Seed(1), Progress.SILENT);

  @Test
  void asks_exactly_the_budget_in_the_order_of_the_transcript() {
    // More than two requests, the last of which is not full.
    Transcript transcript = interrogation.ask(victim, POOL, 600);
    assertThat(victim.asked())
        .hasSize(600)
        .doesNotHaveDuplicates()
        .isEqualTo(Arrays.stream(transcript.positions()).boxed().toList());
  }

  @Test
  void gives_each_query_its_own_answer() {
    Transcript transcript = interrogation.ask(victim, POOL, 300);
    for (int i = 0; i < 300; i++) {
      assertThat(transcript.answers().get(i))
          .isEqualTo(victim.ask(POOL.read(transcript.positions()[i])).get(0));
    }
  }

  @Test
  void can_ask_the_whole_pool() {
    assertThat(interrogation.ask(victim, POOL, 1000).size()).isEqualTo(1000);
  }

  @Test
  void refuses_a_budget_that_the_pool_has_not_before_it_asks_anything() {
    assertThatThrownBy(() -> interrogation.ask(victim, POOL, 1001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a budget of 1001 is more than the pool has: numbered has 1000 images");
    assertThat(victim.asked()).isEmpty();
  }

  @Test
  void steals_nothing_with_a_budget_of_zero() {
    assertThat(interrogation.ask(victim, POOL, 0).size()).isZero();
    assertThat(victim.asked()).isEmpty();
  }

  @Test
  void strategy_that_needs_no_answers_chooses_once() {
    Chooser all = new Chooser(Integer.MAX_VALUE);
    ask(all, 600);
    assertThat(all.seen).containsExactly(0);
    assertThat(victim.asked()).isEqualTo(IntStream.range(0, 600).boxed().toList());
  }

  @Test
  void strategy_that_chooses_few_sees_their_answers_before_it_chooses_more() {
    Chooser few = new Chooser(250);
    ask(few, 600);
    assertThat(few.seen).containsExactly(0, 250, 500);
    assertThat(victim.asked()).isEqualTo(IntStream.range(0, 600).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 601})
  void strategy_that_chooses_nothing_or_more_than_the_budget_is_stopped(int chosen) {
    assertThatThrownBy(() -> ask(new Stubborn(chosen), 600))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the strategy stubborn chose %d images where 1 to 600 were to be chosen", chosen);
    assertThat(victim.asked()).isEmpty();
  }

  @Test
  void strategy_that_chooses_an_image_twice_is_stopped_before_the_victim_is_paid_for_it() {
    assertThatThrownBy(() -> ask(new Stubborn(2), 600))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the strategy stubborn chose image 0 twice");
    assertThat(victim.asked()).isEmpty();
  }

  @Test
  void session_is_told_the_budget_and_closed_when_all_is_asked() {
    Chooser few = new Chooser(250);
    ask(few, 600);
    assertThat(few.budgets).containsExactly(600);
    assertThat(few.closed).isEqualTo(1);
  }

  @Test
  void session_is_closed_if_the_victim_fails() {
    victim.failAfter(0);
    Chooser few = new Chooser(250);
    assertThatThrownBy(() -> ask(few, 600)).isInstanceOf(PredictionException.class);
    assertThat(few.closed).isEqualTo(1);
  }

  private void ask(QueryStrategy strategy, int budget) {
    new Interrogation(strategy, new Seed(1), Progress.SILENT).ask(victim, POOL, budget);
  }

  @Test
  void stops_where_the_meter_says_so() {
    BudgetMeter meter = new BudgetMeter(300, Price.FREE, 0);
    assertThatThrownBy(() -> interrogation.ask(victim.within(meter), POOL, 600))
        .isInstanceOf(BudgetExhaustedException.class);
    assertThat(victim.asked()).hasSize(256);
  }

  @Test
  void goes_on_from_the_journal_and_asks_nothing_twice() {
    Transcript whole = interrogation.ask(new NumberingVictim(), POOL, 600);
    victim.failAfter(256);
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), "victim")) {
      assertThatThrownBy(() -> interrogation.ask(victim.recordedIn(journal), POOL, 600))
          .isInstanceOf(PredictionException.class);
    }
    victim.failAfter(Integer.MAX_VALUE);
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), "victim")) {
      Transcript resumed = interrogation.ask(victim.recordedIn(journal), POOL, 600);
      assertThat(resumed.digest()).isEqualTo(whole.digest());
    }
    assertThat(victim.asked()).hasSize(600).doesNotHaveDuplicates();
  }

  @Test
  void keeps_what_was_answered_before_the_victim_refused_to_go_on() {
    Transcript whole = interrogation.ask(new NumberingVictim(), POOL, 600);
    Transcript cut = interrogation.ask(new Weary(victim, 300), POOL, 600);
    assertThat(cut.digest()).isEqualTo(whole.first(300).digest());
  }

  @Test
  void brings_nothing_from_a_victim_that_refuses_at_once() {
    assertThat(interrogation.ask(new Weary(victim, 0), POOL, 600).size()).isZero();
  }

  /** Answers so many images, and refuses requests for more. */
  private static final class Weary implements PredictionApi {
    private final PredictionApi victim;
    private int left;

    Weary(PredictionApi victim, int left) {
      this.victim = victim;
      this.left = left;
    }

    @Override
    public List<String> classNames() {
      return victim.classNames();
    }

    @Override
    public String identity() {
      return "weary";
    }

    @Override
    public List<Answer> ask(ImageBatch images) {
      if (images.count() > left) {
        throw new AccessRefusedException("enough");
      }
      left -= images.count();
      return victim.ask(images);
    }
  }

  /** Chooses the pool in order, so many images at once, and notes how many answers it had seen. */
  private static final class Chooser implements QueryStrategy {
    private final List<Integer> seen = new ArrayList<>();
    private final List<Integer> budgets = new ArrayList<>();
    private final int atOnce;
    private int closed;

    Chooser(int atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public String name() {
      return "in order";
    }

    @Override
    public QuerySession begin(ImageSet pool, int budget, Seed seed) {
      budgets.add(budget);
      return new QuerySession() {
        @Override
        public int[] choose(Transcript asked, int most) {
          seen.add(asked.answers().size());
          int from = asked.size();
          return IntStream.range(from, from + Math.min(atOnce, most)).toArray();
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }
  }

  /** Chooses so many, whatever may be chosen. */
  private record Stubborn(int count) implements QueryStrategy {

    @Override
    public String name() {
      return "stubborn";
    }

    @Override
    public QuerySession begin(ImageSet pool, int budget, Seed seed) {
      return (asked, most) -> new int[count];
    }
  }
}
