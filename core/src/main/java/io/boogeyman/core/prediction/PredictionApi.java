package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Images in, answers out: all that an attack may know of a victim.
 *
 * <p>What stands between attacker and victim is added by decorators, in the order in which a query
 * meets them: {@code victim.within(meter).recordedIn(journal).releasing(granularity)} answers from
 * the journal first, asks the victim only for what is missing and only within the budget, and
 * releases no more than the granularity allows.
 */
public interface PredictionApi {

  /** Images a request where there are many: enough to keep a network busy. */
  int REQUEST = 256;

  /** Names of the classes, in the order of the answers' entries. */
  List<String> classNames();

  /** What answers, for people and for the journal: the same identity gives the same answers. */
  String identity();

  /**
   * Answers each image, in order.
   *
   * @return one answer an image
   * @throws BudgetExhaustedException if the answers would cost more than may be spent; then none of
   *     these images was asked
   * @throws PredictionException if the victim cannot answer
   */
  List<Answer> ask(ImageBatch images);

  /**
   * Answers images of a set, request by request. What a failure loses of a record is at most the
   * request that it cut short.
   *
   * @param positions of the images in the set, in any number
   * @param answered told after each request how many more images are answered
   * @return one answer an image, in order
   */
  default List<Answer> ask(ImageSet images, int[] positions, IntConsumer answered) {
    List<Answer> answers = new ArrayList<>(positions.length);
    for (int from = 0; from < positions.length; from += REQUEST) {
      int to = Math.min(from + REQUEST, positions.length);
      answers.addAll(ask(images.read(Arrays.copyOfRange(positions, from, to))));
      answered.accept(to - from);
    }
    return answers;
  }

  /** This API, asked for no more than the meter's budget. */
  default PredictionApi within(BudgetMeter meter) {
    return new BudgetedApi(this, meter);
  }

  /** This API, with every answer on record before anybody sees it, and none asked for twice. */
  default PredictionApi recordedIn(Journal journal) {
    return new JournaledApi(this, journal);
  }

  /** This API, releasing answers of a coarser granularity. */
  default PredictionApi releasing(Granularity granularity) {
    return new GranularApi(this, granularity);
  }
}
