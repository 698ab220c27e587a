package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Refuses answers that hold less than is to be made of them when the first ones come, rather than
 * when all are paid for.
 *
 * @param readings what is to be made of them
 */
record ReleasableApi(PredictionApi api, List<Reading> readings) implements PredictionApi {

  @Override
  public List<String> classNames() {
    return api.classNames();
  }

  @Override
  public String identity() {
    return api.identity();
  }

  @Override
  public int requestSize() {
    return api.requestSize();
  }

  /**
   * @throws IllegalArgumentException in one line, if an answer is too coarse
   */
  @Override
  public List<Answer> ask(ImageBatch images) {
    return checked(api.ask(images));
  }

  /**
   * @throws IllegalArgumentException in one line, if an answer is too coarse
   */
  @Override
  public List<Answer> request(ImageSet images, int[] positions, IntConsumer answered) {
    return checked(api.request(images, positions, answered));
  }

  private List<Answer> checked(List<Answer> answers) {
    for (Reading reading : readings) {
      if (reading instanceof Reading.Seen seen) {
        answers.forEach(seen.granularity()::release);
      }
    }
    return answers;
  }
}
