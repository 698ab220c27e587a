package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageBatch;
import java.util.List;

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
  public List<Answer> ask(ImageBatch images) {
    meter.charge(images.count());
    try {
      return api.ask(images);
    } catch (RuntimeException e) {
      meter.refund(images.count());
      throw e;
    }
  }
}
