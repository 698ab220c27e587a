package io.boogeyman.core.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.Labels;
import io.boogeyman.core.image.NumberedImages;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final NumberedImages POOL = new NumberedImages(9);
  private static final List<Answer> ANSWERS =
      List.of(vector(0.7f, 0.2f, 0.1f), vector(0.1f, 0.2f, 0.7f), vector(0.6f, 0.3f, 0.1f));

  private final Transcript transcript = new Transcript(POOL, new int[] {4, 8, 2}, ANSWERS);

  @Test
  void smaller_budget_is_the_beginning_of_a_larger() {
    Transcript two = transcript.first(2);
    assertThat(two.positions()).containsExactly(4, 8);
    assertThat(two.answers()).isEqualTo(ANSWERS.subList(0, 2));
    assertThat(two.first(1).digest()).isEqualTo(transcript.first(1).digest());
  }

  @Test
  void budget_beyond_what_was_asked_is_refused() {
    assertThatThrownBy(() -> transcript.first(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only 3 queries were asked, not 4");
  }

  @Test
  void queries_are_the_images_in_the_order_asked() {
    assertThat(transcript.queries().read(0, 1, 2).pixels())
        .containsExactly(4, 0, 0, 8, 0, 0, 2, 0, 0);
  }

  @Test
  void labels_of_the_pool_are_withheld() {
    Labels labels = new Labels(List.of("secret"), new int[9]);
    Transcript labelled =
        new Transcript(new NumberedImages(9, Optional.of(labels)), new int[] {1, 2, 3}, ANSWERS);
    assertThat(labelled.queries().labels()).isEmpty();
  }

  @Test
  void selects_queries_with_their_answers_by_place() {
    Transcript selected = transcript.select(2, 0);
    assertThat(selected.positions()).containsExactly(2, 4);
    assertThat(selected.answers()).containsExactly(ANSWERS.get(2), ANSWERS.get(0));
  }

  @Test
  void grows_by_what_is_asked_later() {
    Transcript grown =
        Transcript.empty(POOL)
            .plus(new int[] {4, 8}, ANSWERS.subList(0, 2))
            .plus(new int[] {2}, ANSWERS.subList(2, 3));
    assertThat(grown.digest()).isEqualTo(transcript.digest());
  }

  @Test
  void releases_every_answer_coarser_and_the_same_queries() {
    Transcript labels = transcript.releasing(new Granularity.Label());
    assertThat(labels.answers())
        .containsExactly(new Answer.Label(3, 0), new Answer.Label(3, 2), new Answer.Label(3, 0));
    assertThat(labels.positions()).containsExactly(4, 8, 2);
  }

  @Test
  void counts_the_classes_that_the_answers_name() {
    assertThat(transcript.namedClasses()).containsExactly(2, 0, 1);
    assertThat(Transcript.empty(POOL).namedClasses()).isEmpty();
  }

  @Test
  void digest_changes_with_any_answer() {
    for (int i = 0; i < 3; i++) {
      List<Answer> other = new ArrayList<>(ANSWERS);
      other.set(i, vector(0.6f, 0.3f, Math.nextUp(0.1f)));
      assertThat(new Transcript(POOL, new int[] {4, 8, 2}, other).digest())
          .isNotEqualTo(transcript.digest());
    }
  }

  @Test
  void digest_changes_with_the_queries_and_the_pool() {
    assertThat(new Transcript(POOL, new int[] {4, 2, 8}, ANSWERS).digest())
        .isNotEqualTo(transcript.digest());
    assertThat(new Transcript(new NumberedImages(10), new int[] {4, 8, 2}, ANSWERS).digest())
        .isNotEqualTo(transcript.digest());
  }

  @Test
  void refuses_queries_without_answers() {
    assertThatThrownBy(() -> new Transcript(POOL, new int[] {1}, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 queries have 0 answers");
  }

  @Test
  void does_not_change_with_the_array_that_made_it_or_that_it_gave() {
    int[] positions = {4, 8, 2};
    Transcript made = new Transcript(POOL, positions, ANSWERS);
    positions[0] = 0;
    made.positions()[1] = 0;
    assertThat(made.positions()).containsExactly(4, 8, 2);
  }

  private static Answer vector(float... probabilities) {
    return new Answer.Vector(probabilities);
  }
}
