package io.boogeyman.guard.protocol;

/**
 * What a client of the Open Inference Protocol wants of the output.
 *
 * @param classes how many classes by name (Triton's classification extension); 0 for the tensor
 * @param binary whether as bytes after the JSON
 */
record OutputChoice(int classes, boolean binary) {

  /** What is said of outputs, checked. */
  static OutputChoice of(ServedModel model, long classification, boolean binary)
      throws RequestException {
    if (classification < 0) {
      throw RequestException.malformed(
          "classification is how many classes are wanted, at least 1, not " + classification);
    }
    return new OutputChoice((int) Math.min(classification, model.classes()), binary);
  }

  static void requireOutput(ServedModel model, String name) throws RequestException {
    if (!name.equals(model.outputName())) {
      throw RequestException.malformed(
          "the model has no output '" + name + "'; its output is '" + model.outputName() + "'");
    }
  }

  static RequestException severalOutputs(ServedModel model) {
    return RequestException.malformed(
        "one output can be asked for, '" + model.outputName() + "', and once");
  }

  static RequestException notOneInput(ServedModel model) {
    return RequestException.malformed(
        "a request has one input, '" + model.input().name() + "', and nothing else");
  }
}
