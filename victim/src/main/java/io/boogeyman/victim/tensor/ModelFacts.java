package io.boogeyman.victim.tensor;

import io.boogeyman.victim.description.InputDescription;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a model's file tells, without being asked.
 *
 * @param input what it takes
 * @param batch how many images it takes at once, where it takes no other number
 * @param classNames in order; empty if it does not tell
 * @param about what its author wrote of it, by name
 */
public record ModelFacts(
    InputDescription input, OptionalInt batch, List<String> classNames, Map<String, String> about) {

  /** Makes the collections immutable. */
  public ModelFacts {
    classNames = List.copyOf(classNames);
  }

  /** Nothing but what it takes. */
  public static ModelFacts of(InputDescription input) {
    return new ModelFacts(input, OptionalInt.empty(), List.of(), Map.of());
  }
}
