package io.boogeyman.nn.image.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers things from 0 in the order in which they first come. */
final class Numbering {
  private Numbering() {}

  static <T> Map<T, Integer> of(List<T> things) {
    Map<T, Integer> numbers = new HashMap<>();
    things.forEach(thing -> numbers.putIfAbsent(thing, numbers.size()));
    return numbers;
  }
}
