package io.boogeyman.defend.extraction;

import static io.boogeyman.defend.extraction.Gallery.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.random.Seed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtractionInformationGainTest {
  private static final Gallery GALLERY = new Gallery(5, 12, 2);
  private static final OwnerImages OWN = GALLERY.own(300);
  private static final ExtractionInformationGain GAIN =
      new ExtractionInformationGain(OWN, .6, new Seed(1));

  @Test
  void knows_nothing_before_the_first_query() {
    assertThat(GAIN.score(GAIN.begin())).isZero();
    assertThat(GAIN.accuses(GAIN.begin())).isFalse();
  }

  @Test
  void who_asks_the_owners_own_images_knows_nearly_all() {
    LearntMeans client = after(GAIN, Gallery.all(OWN));
    assertThat(GAIN.score(client)).isGreaterThan(.97).isEqualTo(GAIN.ceiling());
    assertThat(GAIN.accuses(client)).isTrue();
    assertThat(client.queries()).isEqualTo(300);
  }

  @Test
  void who_asks_one_class_knows_nothing() {
    SplittableRandom chance = new SplittableRandom(3);
    LearntMeans client = after(GAIN, Stream.generate(() -> GALLERY.query(2, chance)).limit(500));
    assertThat(GAIN.score(client)).isZero();
  }

  @Test
  void who_asks_two_classes_of_five_knows_a_part() {
    SplittableRandom chance = new SplittableRandom(4);
    LearntMeans client =
        after(GAIN, Stream.generate(() -> GALLERY.query(chance.nextInt(2), chance)).limit(500));
    assertThat(GAIN.score(client)).isBetween(.2, .6);
    assertThat(GAIN.accuses(client)).isFalse();
  }

  @Test
  void what_was_once_known_is_not_unlearnt_by_asking_what_is_foreign() {
    LearntMeans client = after(GAIN, GALLERY.queries(200, 7));
    double known = client.highest();
    client = GALLERY.foreign(20_000, 8).reduce(client, GAIN::update, GAIN::merge);
    assertThat(GAIN.score(client)).isLessThan(known);
    assertThat(client.highest()).isGreaterThanOrEqualTo(known).isLessThanOrEqualTo(1);
    assertThat(GAIN.accuses(client)).isTrue();
  }

  @Property(tries = 50)
  void the_status_stays_between_none_and_all(
      @ForAll long seed, @ForAll @IntRange(max = 80) int queries) {
    LearntMeans client = after(GAIN, GALLERY.mixed(seed, queries).stream());
    assertThat(GAIN.score(client)).isBetween(0.0, 1.0);
    assertThat(client.highest()).isBetween(0.0, 1.0);
  }

  @Property(tries = 50)
  void two_clients_together_know_what_one_does_who_asks_what_both_ask(
      @ForAll long seed, @ForAll @IntRange(max = 60) int first) {
    List<AnsweredQuery> queries = GALLERY.mixed(seed, 60);
    LearntMeans one = after(GAIN, queries.subList(0, first).stream());
    LearntMeans other = after(GAIN, queries.subList(first, 60).stream());
    LearntMeans together = GAIN.merge(one, other);
    assertThat(GAIN.write(together)).isEqualTo(GAIN.write(GAIN.merge(other, one)));
    assertThat(GAIN.score(together))
        .isCloseTo(GAIN.score(after(GAIN, queries.stream())), within(.02));
  }

  @Test
  void clients_merge_to_the_means_of_one_client_but_for_rounding() {
    List<AnsweredQuery> queries = GALLERY.queries(200, 9).toList();
    LearntMeans together =
        GAIN.merge(
            after(GAIN, queries.subList(0, 70).stream()),
            after(GAIN, queries.subList(70, 200).stream()));
    LearntMeans whole = after(GAIN, queries.stream());
    int[] answered = whole.answered();
    assertThat(together.queries()).isEqualTo(200);
    assertThat(together.answered()).isEqualTo(answered).hasSize(5);
    for (AnsweredQuery query : queries) {
      assertThat(together.means(answered).distance(query.embedding(), 0, query.answer()))
          .isCloseTo(
              whole.means(answered).distance(query.embedding(), 0, query.answer()), within(1e-4));
    }
  }

  @Test
  void merged_clients_are_warned_of_before_they_ask_again() {
    SplittableRandom chance = new SplittableRandom(10);
    List<LearntMeans> clients =
        Stream.iterate(0, i -> i + 1)
            .limit(5)
            .map(i -> after(GAIN, Stream.generate(() -> GALLERY.query(i, chance)).limit(20)))
            .toList();
    assertThat(clients).noneMatch(GAIN::accuses);
    assertThat(GAIN.accuses(GAIN.together(clients))).isTrue();
    assertThat(clients).noneMatch(GAIN::accuses);
  }

  @Test
  void a_state_that_was_written_goes_on_as_if_it_had_not() {
    LearntMeans whole = GAIN.begin();
    LearntMeans moved = GAIN.begin();
    for (AnsweredQuery query : GALLERY.mixed(11, 300)) {
      whole = GAIN.update(whole, query);
      moved = GAIN.read(GAIN.write(GAIN.update(moved, query)));
      assertThat(GAIN.accuses(moved)).isEqualTo(GAIN.accuses(whole));
    }
    assertThat(GAIN.write(moved)).isEqualTo(GAIN.write(whole));
  }

  @Test
  void a_state_takes_at_most_64_kib_with_a_thousand_classes_of_width_512() {
    OwnerImages own = new Gallery(1_000, 512, 1).own(2_000);
    ExtractionInformationGain gain = new ExtractionInformationGain(own, .5, new Seed(1));
    LearntMeans client = gain.begin();
    for (int i = 0; i < 20; i++) {
      client = gain.update(client, own.asked(i));
    }
    assertThat(gain.write(client)).hasSizeBetween(60 << 10, 64 << 10);
    assertThat(gain.ceiling()).isGreaterThan(.9);
  }

  @Test
  void more_classes_than_there_is_room_for_share_places() {
    OwnerImages own = new Gallery(5_000, 16, 1).own(10_000);
    ExtractionInformationGain gain = new ExtractionInformationGain(own, .5, new Seed(1));
    LearntMeans client = gain.update(gain.begin(), own.asked(4_999));
    assertThat(gain.write(client)).hasSizeBetween(60 << 10, 64 << 10);
  }

  @Test
  void bytes_that_are_no_state_of_it_are_refused_in_one_line() {
    byte[] state = GAIN.write(after(GAIN, GALLERY.queries(100, 12)));
    refuses(new byte[0], "these bytes are no state of extraction-information-gain");
    refuses(new byte[99], "these bytes are no state of extraction-information-gain");
    String damaged = "a state of extraction-information-gain that is cut short or damaged";
    refuses(Arrays.copyOf(state, 5), damaged);
    refuses(Arrays.copyOf(state, state.length - 1), damaged);
    refuses(Arrays.copyOf(state, state.length + 1), damaged);
    byte[] odd = state.clone();
    ByteBuffer.wrap(odd).putFloat(state.length - 4, Float.NaN);
    refuses(odd, damaged);
  }

  @Test
  void a_state_with_another_seed_is_refused() {
    ExtractionInformationGain other = new ExtractionInformationGain(OWN, .6, new Seed(2));
    refuses(
        other.write(other.begin()),
        "a state of extraction-information-gain with other images of the owner, or other choices");
  }

  private static void refuses(byte[] bytes, String message) {
    assertThatThrownBy(() -> GAIN.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_query_of_another_victim_is_refused() {
    assertThatThrownBy(() -> GAIN.update(GAIN.begin(), new AnsweredQuery(new float[3], 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an embedding of 3 values, not of 12");
    assertThatThrownBy(() -> GAIN.update(GAIN.begin(), new AnsweredQuery(new float[12], 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class 5 of a victim with 5 classes");
  }
}
