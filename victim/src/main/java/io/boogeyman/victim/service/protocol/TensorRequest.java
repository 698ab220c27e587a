package io.boogeyman.victim.service.protocol;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Half;
import io.boogeyman.victim.input.Preprocessing;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Images on their way to a model.
 *
 * @param input name of the tensor that they go to; empty where the model has only one
 * @param output name of the tensor that is wanted; empty where the model has only one
 * @param preprocessing what becomes of the images
 */
record TensorRequest(
    Optional<String> input,
    Optional<String> output,
    Preprocessing preprocessing,
    ImageBatch images) {

  int count() {
    return images.count();
  }

  long[] axes() {
    return preprocessing.axes(images.count());
  }

  ElementType type() {
    return preprocessing.type();
  }

  ByteBuffer encoded() {
    return preprocessing.encode(images);
  }

  /** The values as the element type would hold them: what bytes and numbers say is the same. */
  float[] values() {
    float[] values = preprocessing.values(images);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type()) {
            case FP32 -> values[i];
            case FP16 -> Half.valueOf(Half.of(values[i]));
            case UINT8 -> Math.max(0, Math.min(255, Math.round(values[i])));
          };
    }
    return values;
  }
}
