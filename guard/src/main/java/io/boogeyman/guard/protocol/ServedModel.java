package io.boogeyman.guard.protocol;

import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.Gate;
import java.util.List;
import java.util.Optional;

/**
 * The model as clients see it at one moment: what is read of a request and written of an answer
 * depends on nothing else.
 *
 * @param name what it is called in requests
 * @param version its only version
 * @param classNames one a class
 * @param input the tensor that images come in
 * @param output what the tensor of answers is called; empty for what it is usually called
 * @param finest the most that any client may see
 * @param mostImages how many images a request may hold
 */
public record ServedModel(
    String name,
    String version,
    List<String> classNames,
    TensorInput input,
    Optional<String> output,
    Granularity finest,
    int mostImages) {

  /** The model of an offer. */
  public static ServedModel of(Offer offer, int mostImages) {
    Gate gate = offer.gate();
    return new ServedModel(
        gate.modelName(),
        gate.modelVersion(),
        gate.classNames(),
        offer.tensors().input(),
        offer.tensors().output(),
        gate.finest(),
        mostImages);
  }

  /**
   * Makes sure that a request means this model.
   *
   * @param saidVersion empty where any will do
   * @throws RequestException if it means another
   */
  public void require(String saidName, String saidVersion) throws RequestException {
    if (!saidName.equals(name)) {
      throw new RequestException(
          RequestException.Fault.UNKNOWN, "there is no model '" + saidName + "' here");
    }
    if (!saidVersion.isEmpty() && !saidVersion.equals(version)) {
      throw new RequestException(
          RequestException.Fault.UNKNOWN,
          "model '%s' has no version '%s'; it has '%s'".formatted(name, saidVersion, version));
    }
  }

  int classes() {
    return classNames.size();
  }

  /** Whether no client sees more than labels: then the output is of labels, not of scores. */
  boolean givesLabels() {
    return finest instanceof Granularity.Label;
  }

  /** How many classes an answer may name at most. */
  int mostNamed() {
    if (finest instanceof Granularity.TopK top) {
      return Math.min(top.k(), classes());
    }
    return givesLabels() ? 1 : classes();
  }

  String outputName() {
    return output.orElse(givesLabels() ? "label" : "probabilities");
  }

  String outputDatatype() {
    return givesLabels() ? "INT64" : "FP32";
  }

  /** The output's axes, of so many images. */
  long[] outputAxes(long images) {
    return givesLabels() ? new long[] {images} : new long[] {images, classes()};
  }
}
