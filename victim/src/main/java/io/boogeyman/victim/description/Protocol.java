package io.boogeyman.victim.description;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a service is asked. */
public enum Protocol {
  /** Open Inference Protocol v2 over REST, tensors as JSON numbers: KServe, Triton, others. */
  OPEN_INFERENCE_JSON("open-inference-json"),
  /** The same with tensors as bytes after the JSON (the binary tensor data extension). */
  OPEN_INFERENCE_BINARY("open-inference-binary"),
  /** Open Inference Protocol v2 over gRPC. */
  OPEN_INFERENCE_GRPC("open-inference-grpc"),
  /** TensorFlow Serving's REST API, one object an image ("instances"). */
  TENSORFLOW_ROW("tensorflow-row"),
  /** TensorFlow Serving's REST API, one object a tensor ("inputs"). */
  TENSORFLOW_COLUMN("tensorflow-column"),
  /** Any endpoint that takes an image and answers JSON, as described under {@code json}. */
  JSON("json");

  private final String text;

  Protocol(String text) {
    this.text = text;
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Protocol named(String text) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no protocol '"
                        + text
                        + "'; there are "
                        + Arrays.stream(values())
                            .map(Protocol::toString)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return text;
  }
}
