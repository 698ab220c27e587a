package io.boogeyman.defend.extraction;

import static io.boogeyman.defend.extraction.Gallery.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorstCoalitionTest {
  private static final Gallery GALLERY = new Gallery(5, 12, 2);
  private static final OwnerImages OWN = GALLERY.own(400);
  private static final ExtractionCoverage COVERAGE =
      new ExtractionCoverage(OWN, 40, .5, new Seed(1));

  @Test
  void is_of_those_who_know_different_things() {
    List<CoveredCells> clients =
        List.of(
            asked(COVERAGE, 0, 500),
            asked(COVERAGE, 0, 500),
            asked(COVERAGE, 3, 400),
            COVERAGE.begin());
    WorstCoalition worst = WorstCoalition.greedily(COVERAGE, clients, 2);
    assertThat(worst.members()).hasSize(2).contains(2).doesNotContain(3);
    assertThat(worst.score())
        .isEqualTo(
            COVERAGE.score(COVERAGE.together(worst.members().stream().map(clients::get).toList())));
  }

  @Test
  void has_no_members_who_add_nothing() {
    CoveredCells client = asked(COVERAGE, 0, 500);
    List<CoveredCells> clients = List.of(COVERAGE.begin(), client, client);
    assertThat(WorstCoalition.greedily(COVERAGE, clients, 3).members()).containsExactly(1);
  }

  @Test
  void covers_at_least_the_promised_part_of_what_the_best_does() {
    SplittableRandom chance = new SplittableRandom(1);
    List<CoveredCells> clients =
        IntStream.range(0, 8)
            .mapToObj(i -> after(COVERAGE, GALLERY.queries(5 + chance.nextInt(30), i)))
            .toList();
    double best = 0;
    for (int a = 0; a < 8; a++) {
      for (int b = 0; b < a; b++) {
        for (int c = 0; c < b; c++) {
          List<CoveredCells> three = List.of(clients.get(a), clients.get(b), clients.get(c));
          best = Math.max(best, COVERAGE.score(COVERAGE.together(three)));
        }
      }
    }
    assertThat(WorstCoalition.greedily(COVERAGE, clients, 3).score())
        .isBetween((1 - 1 / Math.E) * best, best);
  }

  @Test
  void is_found_of_clients_who_gain_nothing_alone() {
    ExtractionInformationGain gain = new ExtractionInformationGain(OWN, .5, new Seed(1));
    List<LearntMeans> clients = new ArrayList<>();
    for (int c = 0; c < 5; c++) {
      clients.add(asked(gain, c, 30));
    }
    WorstCoalition worst = WorstCoalition.greedily(gain, clients, 5);
    assertThat(worst.members()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(worst.score()).isGreaterThan(.95);
  }

  @Test
  void needs_clients_and_members() {
    assertThatThrownBy(() -> WorstCoalition.greedily(COVERAGE, List.of(), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a coalition of at most 2 among 0 clients");
    assertThatThrownBy(() -> WorstCoalition.greedily(COVERAGE, List.of(COVERAGE.begin()), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a coalition of at most 0 among 1 clients");
  }

  private static <S> S asked(ExtractionWarning<S> warning, int answer, int queries) {
    SplittableRandom chance = new SplittableRandom(answer + 100L * queries);
    return after(warning, Stream.generate(() -> GALLERY.query(answer, chance)).limit(queries));
  }
}
