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
   * Answers each image, and hands the answers out as they come, in any order. An API that asks a
   * service in several calls overrides this: answers that a service was paid for are not lost with
   * the call after them.
   *
   * @param answered told of every answer before this returns; of some, if it throws
   * @throws BudgetExhaustedException as {@link #ask(ImageBatch)}
   * @throws PredictionException if the victim cannot answer all of them
   */
  default void ask(ImageBatch images, Answered answered) {
    List<Answer> answers = ask(images);
    if (answers.size() != images.count()) {
      throw new PredictionException(
          identity() + " gave " + answers.size() + " answers to " + images.count() + " images",
          null);
    }
    answered.answers(0, answers);
  }

  /** Images that it can have under way at once: no fewer should be asked where there are more. */
  default int requestSize() {
    return REQUEST;
  }

  /**
   * Answers images of a set, {@link #requestSize()} at a time.
   *
   * @param positions of the images in the set, in any number
   * @param answered told now and then how many more images are answered
   * @return one answer an image, in order
   */
  default List<Answer> ask(ImageSet images, int[] positions, IntConsumer answered) {
    List<Answer> answers = new ArrayList<>(positions.length);
    for (int from = 0, to; from < positions.length; from = to) {
      // Asked anew each time: a service may turn out to take less at once.
      to = Math.min(from + requestSize(), positions.length);
      answers.addAll(request(images, Arrays.copyOfRange(positions, from, to), answered));
    }
    return answers;
  }

  /**
   * Answers images of a set in one request; otherwise as {@link #ask(ImageSet, int[],
   * IntConsumer)}.
   */
  default List<Answer> request(ImageSet images, int[] positions, IntConsumer answered) {
    List<Answer> answers = ask(images.read(positions));
    answered.accept(positions.length);
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
