package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import java.util.List;
import java.util.function.IntConsumer;

/** Releases less than the API behind it. */
record GranularApi(PredictionApi api, Granularity granularity) implements PredictionApi {

  @Override
  public List<String> classNames() {
    return api.classNames();
  }

  @Override
  public String identity() {
    return api.identity() + " releasing " + granularity;
  }

  @Override
  public int requestSize() {
    return api.requestSize();
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    return api.ask(images).stream().map(granularity::release).toList();
  }

  @Override
  public void ask(ImageBatch images, Answered answered) {
    api.ask(
        images,
        (from, answers) ->
            answered.answers(from, answers.stream().map(granularity::release).toList()));
  }

  @Override
  public List<Answer> request(ImageSet images, int[] positions, IntConsumer answered) {
    return api.request(images, positions, answered).stream().map(granularity::release).toList();
  }
}
