package io.boogeyman.victim.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * All that a user says of a victim. Nothing but the model is required: what is left out is guessed
 * from the model, or assumed, and shown.
 *
 * @param model a file, or a service's address
 * @param protocol how a service is asked
 * @param architecture of a file that holds weights and does not say of what
 * @param classes their number, a list of their names, or a text file with one name a line
 * @param input what the model takes
 * @param output what it gives
 * @param service how a service is treated
 * @param json the endpoint of protocol {@code json}
 */
public record VictimDescription(
    String model,
    Optional<Protocol> protocol,
    Optional<String> architecture,
    Optional<JsonNode> classes,
    InputDescription input,
    OutputDescription output,
    ServiceDescription service,
    Optional<JsonEndpoint> json) {

  /**
   * @throws IllegalArgumentException if no model is named
   */
  public VictimDescription {
    if (model == null || model.isBlank()) { // absent in the file
      throw new IllegalArgumentException("model is missing: a file, or a service's address");
    }
    classes = classes.filter(node -> !node.isNull()); // so Jackson has an absent tree
    input = input == null ? InputDescription.NOTHING : input;
    output = output == null ? OutputDescription.NOTHING : output;
    service = service == null ? ServiceDescription.NOTHING : service;
  }

  /** Whether the model is reached over a network. */
  public boolean isService() {
    return model.contains("://");
  }
}
