package io.boogeyman.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** An input as texts that zero bytes part. */
final class Fields {
  private final List<String> texts;

  Fields(byte[] input) {
    texts = List.of(new String(input, StandardCharsets.UTF_8).split("\0", -1));
  }

  /** The text at {@code place}, or another one where there is none or an empty one. */
  String at(int place, String otherwise) {
    return place < texts.size() && !texts.get(place).isEmpty() ? texts.get(place) : otherwise;
  }
}
