package io.boogeyman.victim.description;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.victim.input.ImageEncoding;
import java.util.Optional;

/**
 * An endpoint that takes one image a request and answers JSON, as commercial vision APIs do.
 *
 * @param image how the image is sent
 * @param format what it is encoded as, PNG by default
 * @param body the request's JSON body, in which the text <code>${image}</code> stands for the image
 * @param field name of the part of a multipart request
 * @param scores JSON pointer to the answer's probabilities: a list of numbers, one a class, or of
 *     as many as {@code labels} lists
 * @param items JSON pointer to a list of objects, one a class that the answer names; then {@code
 *     labels} and {@code scores} point into each of them
 * @param labels JSON pointer to the name or number of the class that an answer names; alone, the
 *     answer is a label
 * @param scale what scores are multiplied by: 0.01 where they are percent
 */
public record JsonEndpoint(
    @JsonProperty(required = true) ImageTransport image,
    Optional<ImageEncoding> format,
    Optional<JsonNode> body,
    Optional<String> field,
    Optional<String> scores,
    Optional<String> items,
    Optional<String> labels,
    Optional<Double> scale) {

  /** Takes Jackson's word for an absent tree as what it means. */
  public JsonEndpoint {
    body = body.filter(tree -> !tree.isNull());
  }

  /** What the image is encoded as. */
  public ImageEncoding encoding() {
    return format.orElse(ImageEncoding.PNG);
  }

  /** The most that its answers can hold, where that can be told: labels, or a score a class. */
  public Optional<Granularity> finest() {
    if (scores.isEmpty()) {
      return labels.map(pointer -> new Granularity.Label());
    }
    return items.isEmpty() && labels.isEmpty()
        ? Optional.of(new Granularity.Full())
        : Optional.empty();
  }

  /** How an image travels. */
  public enum ImageTransport {
    /** As base64 text within the JSON body. */
    BASE64,
    /** As a {@code data:} URL within the JSON body. */
    URL,
    /** As a part of a multipart form. */
    MULTIPART,
    /** As the body itself. */
    BODY
  }
}
