package io.boogeyman.victim.service.protocol;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.victim.service.call.ServiceFailure;
import java.util.List;

/** Asks a service, one call a request. Safe for use by several threads at once. */
public interface ServiceClient extends AutoCloseable {

  /**
   * Answers each image, in order, in one call.
   *
   * @throws ServiceFailure if there is no answer
   * @throws io.boogeyman.core.prediction.PredictionException if what was answered can be no answer
   */
  List<Answer> ask(ImageBatch images) throws ServiceFailure;

  @Override
  void close();
}
