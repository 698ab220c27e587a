package io.boogeyman.defend.extraction;

import static io.boogeyman.defend.extraction.Gallery.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtractionCoverageTest {
  private static final Gallery GALLERY = new Gallery(5, 12, 2);
  private static final OwnerImages OWN = GALLERY.own(600);
  private static final ExtractionCoverage COVERAGE =
      new ExtractionCoverage(OWN, 40, .5, new Seed(1));

  @Test
  void covers_nothing_before_the_first_query() {
    assertThat(COVERAGE.score(COVERAGE.begin())).isZero();
    assertThat(COVERAGE.accuses(COVERAGE.begin())).isFalse();
  }

  @Test
  void who_asks_the_owners_own_images_covers_all() {
    CoveredCells client = after(COVERAGE, Gallery.all(OWN));
    assertThat(COVERAGE.score(client)).isEqualTo(1);
    assertThat(COVERAGE.accuses(client)).isTrue();
    assertThat(client.queries()).isEqualTo(600);
  }

  @Test
  void who_asks_many_images_of_the_same_kind_covers_nearly_all() {
    assertThat(COVERAGE.score(after(COVERAGE, GALLERY.queries(3_000, 2)))).isGreaterThan(.9);
  }

  @Test
  void who_asks_one_class_of_five_covers_a_fifth() {
    SplittableRandom chance = new SplittableRandom(3);
    Stream<AnsweredQuery> queries = Stream.generate(() -> GALLERY.query(2, chance)).limit(2_000);
    CoveredCells client = after(COVERAGE, queries);
    assertThat(COVERAGE.score(client)).isBetween(.15, .25);
    assertThat(COVERAGE.accuses(client)).isFalse();
  }

  @Test
  void foreign_images_cover_nothing_however_many() {
    assertThat(COVERAGE.score(after(COVERAGE, GALLERY.foreign(5_000, 4)))).isLessThan(.01);
  }

  @Test
  void an_answer_that_the_owner_never_gets_in_a_region_covers_nothing() {
    AnsweredQuery image = OWN.asked(0);
    float[] place = image.embedding();
    CoveredCells wrong =
        COVERAGE.update(COVERAGE.begin(), new AnsweredQuery(place, (image.answer() + 1) % 5));
    assertThat(COVERAGE.score(wrong)).isZero();
  }

  @Property(tries = 50)
  void coverage_never_falls_and_stays_between_none_and_all(@ForAll long seed) {
    CoveredCells client = COVERAGE.begin();
    double before = 0;
    for (AnsweredQuery query : GALLERY.mixed(seed, 100)) {
      client = COVERAGE.update(client, query);
      double now = COVERAGE.score(client);
      assertThat(now).isBetween(before, 1.0);
      before = now;
    }
  }

  @Property(tries = 50)
  void two_clients_together_cover_what_one_does_who_asks_what_both_ask(
      @ForAll long seed, @ForAll @IntRange(max = 60) int first) {
    List<AnsweredQuery> queries = GALLERY.mixed(seed, 60);
    CoveredCells one = after(COVERAGE, queries.subList(0, first).stream());
    CoveredCells other = after(COVERAGE, queries.subList(first, 60).stream());
    byte[] whole = COVERAGE.write(after(COVERAGE, queries.stream()));
    assertThat(COVERAGE.write(COVERAGE.merge(one, other))).isEqualTo(whole);
    assertThat(COVERAGE.write(COVERAGE.merge(other, one))).isEqualTo(whole);
  }

  @Test
  void a_state_that_was_written_goes_on_as_if_it_had_not() {
    CoveredCells whole = COVERAGE.begin();
    CoveredCells moved = COVERAGE.begin();
    for (AnsweredQuery query : GALLERY.mixed(5, 300)) {
      whole = COVERAGE.update(whole, query);
      moved = COVERAGE.read(COVERAGE.write(COVERAGE.update(moved, query)));
      assertThat(COVERAGE.score(moved)).isEqualTo(COVERAGE.score(whole));
    }
    assertThat(COVERAGE.write(moved)).isEqualTo(COVERAGE.write(whole));
  }

  @Test
  void a_state_goes_on_with_the_same_regions_fitted_elsewhere() {
    ExtractionCoverage again = new ExtractionCoverage(GALLERY.own(600), 40, .9, new Seed(1));
    CoveredCells client = after(COVERAGE, GALLERY.queries(50, 6));
    assertThat(again.score(again.read(COVERAGE.write(client)))).isEqualTo(COVERAGE.score(client));
  }

  @Test
  void a_state_takes_at_most_64_kib_with_a_thousand_classes_of_width_512() {
    OwnerImages own = new Gallery(1_000, 512, 2).own(2_000);
    ExtractionCoverage coverage = new ExtractionCoverage(own, 100, .5, new Seed(1));
    CoveredCells client = after(coverage, Gallery.all(own));
    assertThat(coverage.score(client)).isEqualTo(1);
    assertThat(coverage.write(client)).hasSizeLessThanOrEqualTo(64 << 10);
  }

  @Test
  void bytes_that_are_no_state_of_it_are_refused_in_one_line() {
    byte[] state = COVERAGE.write(after(COVERAGE, GALLERY.queries(100, 7)));
    refuses(new byte[2], "these bytes are no state of extraction-coverage");
    refuses(new byte[99], "these bytes are no state of extraction-coverage");
    String damaged = "a state of extraction-coverage that is cut short or damaged";
    refuses(Arrays.copyOf(state, 6), damaged);
    refuses(Arrays.copyOf(state, state.length - 1), damaged);
    refuses(Arrays.copyOf(state, state.length + 8), damaged);
    byte[] impossible = state.clone();
    Arrays.fill(impossible, 12, 20, (byte) 0); // bits without queries
    refuses(impossible, damaged);
  }

  @Test
  void a_state_of_other_regions_is_refused() {
    byte[] other =
        new ExtractionCoverage(OWN, 39, .5, new Seed(1)).write(CoveredCells.none(COVERAGE.cells()));
    refuses(
        other, "a state of extraction-coverage with other images of the owner, or other choices");
  }

  private static void refuses(byte[] bytes, String message) {
    assertThatThrownBy(() -> COVERAGE.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void regions_need_ten_images_each() {
    assertThatThrownBy(() -> new ExtractionCoverage(OWN, 61, .5, new Seed(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "regions must be at least 1, with at least 10 images each, not 61 regions of 600"
                + " images");
  }

  @Test
  void a_limit_is_a_share() {
    for (double limit : new double[] {0, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new ExtractionCoverage(OWN, 40, limit, new Seed(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a warning limit must be over 0 and at most 1, not " + limit);
    }
  }
}
