package io.boogeyman.attack.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.attack.NumberedImages;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStrategyTest {
  private static final NumberedImages POOL = new NumberedImages(50);
  private static final Seed SEED = new Seed(3);

  @Test
  void asks_the_whole_pool_without_replacement() {
    assertThat(choose(0, 50, SEED))
        .containsExactlyInAnyOrder(IntStream.range(0, 50).toArray())
        .isNotEqualTo(IntStream.range(0, 50).toArray());
  }

  @Test
  void asks_what_a_smaller_budget_asked_and_then_more() {
    int[] whole = choose(0, 30, SEED);
    assertThat(choose(0, 10, SEED)).isEqualTo(IntStream.of(whole).limit(10).toArray());
    assertThat(choose(10, 20, SEED)).isEqualTo(IntStream.of(whole).skip(10).toArray());
  }

  @Test
  void asks_other_images_for_another_seed() {
    assertThat(choose(0, 10, new Seed(4))).isNotEqualTo(choose(0, 10, SEED));
  }

  private static int[] choose(int asked, int count, Seed seed) {
    try (QuerySession session = new RandomStrategy().begin(POOL, asked + count, seed)) {
      int[] before = asked == 0 ? new int[0] : session.choose(Transcript.empty(POOL), asked);
      List<Answer> answers = Collections.nCopies(asked, new Answer.Label(2, 0));
      return session.choose(new Transcript(POOL, before, answers), count);
    }
  }
}
