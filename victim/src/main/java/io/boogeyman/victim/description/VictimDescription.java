package io.boogeyman.victim.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    classes = classes.filter(node -> !node.isNull() && !node.isMissingNode()); // absent in the file
    input = input == null ? InputDescription.NOTHING : input;
    output = output == null ? OutputDescription.NOTHING : output;
    service = service == null ? ServiceDescription.NOTHING : service;
  }

  /** What can be said besides the model, by its name in a file. */
  public enum Part {
    PROTOCOL,
    ARCHITECTURE,
    CLASSES,
    INPUT,
    OUTPUT,
    SERVICE,
    JSON
  }

  /**
   * Refuses what would say something of another kind of victim, and would be passed over.
   *
   * @param kind what the victim is
   * @param parts that say something of this kind
   * @throws IllegalArgumentException if another part is declared
   */
  public void requireOnly(String kind, Set<Part> parts) {
    Set<Part> others = declared();
    others.removeAll(parts);
    if (!others.isEmpty()) {
      String names =
          others.stream()
              .map(part -> part.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException("leave out %s: %s is %s".formatted(names, model, kind));
    }
  }

  private Set<Part> declared() {
    Map<Part, Boolean> declared =
        Map.of(
            Part.PROTOCOL, protocol.isPresent(),
            Part.ARCHITECTURE, architecture.isPresent(),
            Part.CLASSES, classes.isPresent(),
            Part.INPUT, !input.equals(InputDescription.NOTHING),
            Part.OUTPUT, !output.equals(OutputDescription.NOTHING),
            Part.SERVICE, !service.equals(ServiceDescription.NOTHING),
            Part.JSON, json.isPresent());
    return declared.keySet().stream()
        .filter(declared::get)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
  }

  /** Whether the model is reached over a network. */
  public boolean isService() {
    return model.contains("://");
  }
}
