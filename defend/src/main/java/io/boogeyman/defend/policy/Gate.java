package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import java.util.List;

/**
 * What stands between clients and a model: all that a protocol needs to know of policy and model.
 * Safe for several threads.
 */
public interface Gate {

  /** Names of the classes, in the order of the answers' entries. */
  List<String> classNames();

  /** The images that the model takes. */
  ImageShape shape();

  /** What the model is called in requests. */
  String modelName();

  /** Its version, as clients are told. */
  String modelVersion();

  /** The most that any client may see under this policy. */
  Granularity finest();

  /**
   * Asks for a client. Waits for the model, and for the client's other requests where their order
   * counts.
   *
   * @param images at the model's size; at least one
   */
  Decision ask(ClientName client, ImageBatch images);
}
