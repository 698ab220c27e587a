package io.boogeyman.core.prediction;

import static io.boogeyman.core.prediction.CountingVictim.answer;
import static io.boogeyman.core.prediction.CountingVictim.images;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionApiTest {
  private final CountingVictim victim = new CountingVictim();
  private final RiggedJournal journal = new RiggedJournal();

  @Test
  void image_on_record_is_not_bought_again() {
    PredictionApi api = victim.recordedIn(journal);
    api.ask(images(1, 2));
    assertThat(api.ask(images(2, 3, 1))).containsExactly(answer(2), answer(3), answer(1));
    assertThat(victim.asked).containsExactly(1, 2, 3);
  }

  @Test
  void of_a_set_only_what_is_not_on_record_is_read() {
    PredictionApi api = victim.recordedIn(journal);
    api.ask(images(1, 2));
    List<Integer> read = new ArrayList<>();
    List<Integer> answered = new ArrayList<>();
    assertThat(api.ask(numbered(read), new int[] {3, 1, 2, 3}, answered::add))
        .containsExactly(answer(3), answer(1), answer(2), answer(3));
    assertThat(read).containsExactly(3);
    assertThat(answered).containsExactly(1, 3);
  }

  @Test
  void a_set_is_asked_request_by_request() {
    List<Integer> answered = new ArrayList<>();
    int[] positions = IntStream.range(0, 600).map(i -> i % 100).toArray();
    assertThat(victim.ask(numbered(new ArrayList<>()), positions, answered::add)).hasSize(600);
    assertThat(answered).containsExactly(256, 256, 88);
  }

  /** Image i is what {@code images(i)} holds; tells which are read, and knows digests without. */
  private static ImageSet numbered(List<Integer> read) {
    return new ImageSet() {
      @Override
      public ImageShape shape() {
        return images(0).shape();
      }

      @Override
      public int size() {
        return 100;
      }

      @Override
      public String name() {
        return "numbered";
      }

      @Override
      public String digest() {
        return "numbered";
      }

      @Override
      public ImageDigest digestOf(int index) {
        return ImageDigest.of(images(index), 0);
      }

      @Override
      public ImageBatch read(int... indices) {
        Arrays.stream(indices).forEach(read::add);
        return images(indices);
      }

      @Override
      public Optional<Labels> labels() {
        return Optional.empty();
      }
    };
  }

  @Test
  void image_twice_in_a_batch_is_asked_once_and_answered_twice() {
    assertThat(victim.recordedIn(journal).ask(images(5, 4, 5)))
        .containsExactly(answer(5), answer(4), answer(5));
    assertThat(victim.asked).containsExactly(5, 4);
  }

  @Test
  void answers_that_cannot_be_recorded_are_not_returned() {
    journal.full = true;
    assertThatThrownBy(() -> victim.recordedIn(journal).ask(images(1)))
        .hasMessage("the disk is full");
  }

  @Test
  void victim_is_not_asked_what_there_is_no_room_to_record() {
    journal.room = 1;
    victim.recordedIn(journal).ask(images(1));
    assertThatThrownBy(() -> victim.recordedIn(journal).ask(images(1, 2, 3)))
        .hasMessage("no room for 2");
    assertThat(victim.asked).containsExactly(1);
  }

  @Test
  void answers_are_on_record_as_the_victim_gave_them() {
    victim.recordedIn(journal).releasing(new Granularity.Label()).ask(images(7));
    assertThat(journal.answers.values()).containsExactly(answer(7));
  }

  @Test
  void nothing_is_recorded_where_the_victim_fails() {
    victim.broken = true;
    assertThatThrownBy(() -> victim.recordedIn(journal).ask(images(1)))
        .isInstanceOf(PredictionException.class);
    assertThat(journal.size()).isZero();
  }

  @Test
  void answer_from_the_record_costs_no_budget() {
    BudgetMeter meter = new BudgetMeter(2, Price.FREE, 0);
    PredictionApi api = victim.within(meter).recordedIn(journal);
    api.ask(images(1, 2));
    assertThat(api.ask(images(2, 1, 2))).hasSize(3);
    assertThat(meter.asked()).isEqualTo(2);
  }

  @Test
  void answer_for_another_number_of_classes_is_refused_and_not_recorded() {
    PredictionApi wide = answering("wide", new Answer.Vector(0.1f, 0.2f, 0.3f, 0.4f));
    assertThatThrownBy(() -> wide.recordedIn(journal).ask(images(1)))
        .isInstanceOf(PredictionException.class)
        .hasMessage("wide answered for 4 classes, but has 3");
    assertThat(journal.size()).isZero();
  }

  @Test
  void wrong_number_of_answers_is_refused_and_not_recorded() {
    PredictionApi forgetful = answering("forgetful", answer(1));
    assertThatThrownBy(() -> forgetful.recordedIn(journal).ask(images(1, 2)))
        .isInstanceOf(PredictionException.class)
        .hasMessage("forgetful gave 1 answers to 2 images");
    assertThat(journal.size()).isZero();
  }

  /** An API of the victim's classes that always gives the same single answer. */
  private PredictionApi answering(String identity, Answer answer) {
    return new PredictionApi() {
      @Override
      public List<String> classNames() {
        return victim.classNames();
      }

      @Override
      public String identity() {
        return identity;
      }

      @Override
      public List<Answer> ask(ImageBatch images) {
        return List.of(answer);
      }
    };
  }

  @Test
  void what_was_answered_before_a_failure_is_on_record_and_paid_for() {
    BudgetMeter meter = new BudgetMeter(10, Price.FREE, 0);
    PredictionApi api = new PairwiseVictim(victim, 4).within(meter).recordedIn(journal);
    List<Integer> answered = new ArrayList<>();
    int[] positions = {0, 1, 2, 3, 4, 5, 6};
    assertThatThrownBy(() -> api.ask(numbered(new ArrayList<>()), positions, answered::add))
        .isInstanceOf(PredictionException.class);
    assertThat(journal.size()).isEqualTo(4);
    assertThat(meter.asked()).isEqualTo(4);
    assertThat(answered).containsExactly(2, 2);

    PredictionApi again = victim.within(meter).recordedIn(journal);
    assertThat(again.ask(images(positions)))
        .isEqualTo(Arrays.stream(positions).mapToObj(CountingVictim::answer).toList());
    assertThat(victim.asked).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void answers_that_come_in_another_order_go_to_their_images() {
    PredictionApi api = new PairwiseVictim(victim, 100).releasing(new Granularity.Label());
    assertThat(api.recordedIn(journal).ask(images(0, 1, 2, 3, 4)))
        .extracting(Answer::top)
        .containsExactly(0, 1, 2, 0, 1);
    assertThat(victim.asked).containsExactly(4, 2, 3, 0, 1);
  }

  @Test
  void images_are_asked_as_many_at_once_as_the_victim_can_have_under_way() {
    List<Integer> answered = new ArrayList<>();
    PredictionApi api =
        new PairwiseVictim(victim, 100)
            .within(new BudgetMeter(100, Price.FREE, 0))
            .recordedIn(journal)
            .releasing(new Granularity.Label());
    assertThat(api.requestSize()).isEqualTo(6);
    api.ask(numbered(new ArrayList<>()), IntStream.range(0, 8).toArray(), answered::add);
    assertThat(victim.asked).containsExactly(4, 5, 2, 3, 0, 1, 6, 7);
  }

  @Test
  void a_request_that_becomes_smaller_while_it_is_asked_leaves_no_image_out_and_asks_none_twice() {
    int[] size = {4};
    PredictionApi shrinking =
        new PredictionApi() {
          @Override
          public List<String> classNames() {
            return victim.classNames();
          }

          @Override
          public String identity() {
            return "shrinking";
          }

          @Override
          public int requestSize() {
            return size[0];
          }

          @Override
          public List<Answer> ask(ImageBatch images) {
            size[0] = 2;
            return victim.ask(images);
          }
        };
    int[] positions = {0, 1, 2, 3, 4, 5, 6};
    for (PredictionApi api : List.of(shrinking, shrinking.recordedIn(journal))) {
      size[0] = 4;
      victim.asked.clear();
      assertThat(api.ask(numbered(new ArrayList<>()), positions, count -> {})).hasSize(7);
      assertThat(victim.asked).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
  }

  /** Hands out answers two by two, the last two first, and fails after so many. */
  private record PairwiseVictim(CountingVictim victim, int most) implements PredictionApi {

    @Override
    public List<String> classNames() {
      return victim.classNames();
    }

    @Override
    public String identity() {
      return victim.identity();
    }

    @Override
    public int requestSize() {
      return 6;
    }

    @Override
    public List<Answer> ask(ImageBatch images) {
      return victim.ask(images);
    }

    @Override
    public void ask(ImageBatch images, Answered answered) {
      for (int from = (images.count() - 1) / 2 * 2; from >= 0; from -= 2) {
        if (victim.asked.size() >= most) {
          throw new PredictionException("no more", null);
        }
        answered.answers(from, victim.ask(images.slice(from, Math.min(from + 2, images.count()))));
      }
    }
  }

  @Test
  void each_answer_of_a_batch_is_made_coarser_by_itself() {
    // A known defect elsewhere: every row got the labels of the whole batch.
    assertThat(victim.releasing(new Granularity.Label()).ask(images(1, 0, 1)))
        .containsExactly(new Answer.Label(3, 1), new Answer.Label(3, 0), new Answer.Label(3, 1));
    assertThat(victim.releasing(new Granularity.TopK(1)).ask(images(4, 5)))
        .containsExactly(
            new Answer.TopK(3, new int[] {1}, new float[] {0.9f + 4 / 2000f}),
            new Answer.TopK(3, new int[] {2}, new float[] {0.9f + 5 / 2000f}));
  }

  @Test
  void identity_tells_what_is_released_and_class_names_pass_through() {
    PredictionApi api =
        victim
            .within(new BudgetMeter(1, Price.FREE, 0))
            .recordedIn(journal)
            .releasing(new Granularity.TopK(2));
    assertThat(api.identity()).isEqualTo("counting victim releasing top-2");
    assertThat(api.classNames()).containsExactly("a", "b", "c");
  }

  @Test
  void image_is_named_by_shape_and_pixels() {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    ImageDigest lying = ImageDigest.of(new ImageBatch(new ImageShape(1, 2, 3), pixels), 0);
    // Computed by Python's hashlib.
    assertThat(HexFormat.of().formatHex(lying.bytes()))
        .isEqualTo("52faeb11efbea26ebcd6ebcc56d807ce");
    assertThat(ImageDigest.of(new ImageBatch(new ImageShape(2, 1, 3), pixels), 0))
        .isNotEqualTo(lying);
  }

  private static final class RiggedJournal implements Journal {
    private final Map<ImageDigest, Answer> answers = new LinkedHashMap<>();
    private boolean full;
    private int room = Integer.MAX_VALUE;

    @Override
    public void prepare(int more) {
      if (more > room) {
        throw new IllegalStateException("no room for " + more);
      }
    }

    @Override
    public Map<ImageDigest, Answer> find(List<ImageDigest> images) {
      Map<ImageDigest, Answer> found = new LinkedHashMap<>(answers);
      found.keySet().retainAll(images);
      return found;
    }

    @Override
    public void append(List<ImageDigest> images, List<Answer> more) {
      if (full) {
        throw new IllegalStateException("the disk is full");
      }
      for (int i = 0; i < images.size(); i++) {
        assertThat(answers.put(images.get(i), more.get(i))).isNull();
      }
    }

    @Override
    public long size() {
      return answers.size();
    }
  }
}
