package io.boogeyman.victim.service.protocol;

import java.util.List;

/**
 * What a service says of one tensor.
 *
 * @param datatype as the Open Inference Protocol names it: FP32, FP16, UINT8, …
 * @param shape lengths of the axes, the images' first; −1 where any will do
 */
record TensorMetadata(String name, String datatype, List<Long> shape) {

  TensorMetadata {
    shape = List.copyOf(shape);
  }

  @Override
  public String toString() {
    return name;
  }
}
