package io.boogeyman.victim.service.protocol;

import io.boogeyman.victim.service.call.ServiceFailure;

/** A service that takes tensors and gives tensors. */
interface TensorService extends AutoCloseable {

  /** What it says of its model. */
  ModelMetadata metadata() throws ServiceFailure;

  /** The wanted output's values, row-major. */
  float[] infer(TensorRequest request) throws ServiceFailure;

  @Override
  void close();
}
