package io.boogeyman.attack.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.attack.ColourImages;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class AnswerRecoveryTest {
  private static final ImageSet POOL = new ColourImages("pool", 300);
  private static final int ASKED = 120;

  /** What was more or less surely the image's own colour, told as if barely. */
  private static final RebuiltDefence TIMID =
      new RebuiltDefence() {
        @Override
        public List<List<Answer>> release(ImageBatch images, List<Answer> answers) {
          return List.of(answers.stream().map(AnswerRecoveryTest::timid).toList());
        }
      };

  private static Answer timid(Answer answer) {
    float[] row = ((Answer.Vector) answer).toArray();
    for (int k = 0; k < row.length; k++) {
      row[k] = 0.1f * row[k] + 0.9f / row.length;
    }
    return new Answer.Vector(row);
  }

  private static List<Answer> truth() {
    List<Answer> truth = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      float sure = 0.5f + 0.45f * (i % 10) / 9;
      float[] row = {(1 - sure) / 2, (1 - sure) / 2, (1 - sure) / 2};
      row[POOL.labels().orElseThrow().get(i)] = sure;
      truth.add(new Answer.Vector(row));
    }
    return truth;
  }

  private static List<Answer> labels() {
    return truth().stream()
        .map(
            answer -> {
              float[] row = new float[3];
              row[answer.top()] = 1;
              return (Answer) new Answer.Vector(row);
            })
        .toList();
  }

  private static double distance(List<Answer> one, List<Answer> other) {
    double sum = 0;
    for (int i = 0; i < one.size(); i++) {
      for (int k = 0; k < 3; k++) {
        sum +=
            Math.abs(
                ((Answer.Vector) one.get(i)).probability(k)
                    - ((Answer.Vector) other.get(i)).probability(k));
      }
    }
    return sum / one.size();
  }

  private static Transcript recover(Transcript asked) {
    return new AnswerRecovery(
            TIMID,
            answers ->
                SurrogatePlan.standard(
                        Architectures.named("5l"), POOL.shape(), Optional.empty(), answers)
                    .brief(),
            Compute.cpu(1),
            Progress.SILENT)
        .recover(asked, new Seed(1));
  }

  @Test
  void comes_nearer_to_what_the_victim_answered_than_released_answers_and_their_labels() {
    int[] positions = IntStream.range(0, ASKED).toArray();
    List<Answer> released = truth().stream().map(AnswerRecoveryTest::timid).toList();

    Transcript recovered = recover(new Transcript(POOL, positions, released));

    assertThat(recovered.positions()).isEqualTo(positions);
    double recoveredDistance = distance(recovered.answers(), truth());
    assertThat(recoveredDistance).isLessThan(distance(released, truth()) / 3);
    assertThat(recoveredDistance).isLessThan(distance(labels(), truth()) / 3);
  }

  @Test
  void names_the_class_that_was_released_where_the_defence_keeps_it() {
    int[] positions = IntStream.range(0, ASKED).toArray();
    List<Answer> released = truth().stream().map(AnswerRecoveryTest::timid).toList();

    Transcript recovered = recover(new Transcript(POOL, positions, released));

    assertThat(recovered.answers().stream().map(Answer::top))
        .isEqualTo(released.stream().map(Answer::top).toList());
  }

  @Test
  void one_answer_teaches_no_inverse_and_stays_as_it_is() {
    Transcript one = new Transcript(POOL, new int[] {0}, truth().subList(0, 1));
    assertThat(recover(one).answers()).isEqualTo(one.answers());
  }
}
