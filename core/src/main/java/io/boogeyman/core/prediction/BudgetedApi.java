package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageBatch;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops before the budget is overrun. */
record BudgetedApi(PredictionApi api, BudgetMeter meter) implements PredictionApi {

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

  @Override
  public List<Answer> ask(ImageBatch images) {
    meter.charge(images.count());
    try {
      return api.ask(images);
    } catch (RuntimeException e) {
      meter.refund(images.count());
      throw e;
    }
  }

  /** What was answered before a failure is paid for. */
  @Override
  public void ask(ImageBatch images, Answered answered) {
    meter.charge(images.count());
    AtomicInteger unanswered = new AtomicInteger(images.count());
    try {
      api.ask(
          images,
          (from, answers) -> {
            unanswered.addAndGet(-answers.size());
            answered.answers(from, answers);
          });
    } catch (RuntimeException e) {
      meter.refund(unanswered.get());
      throw e;
    }
  }
}
