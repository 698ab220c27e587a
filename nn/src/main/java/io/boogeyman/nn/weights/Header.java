package io.boogeyman.nn.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the front of a safetensors file says: the tensors' types, shapes and places. Nothing of it
 * is believed unchecked, since the file may come from anyone.
 *
 * @param entries in the order of their places, without holes or overlap
 * @param metadata texts by name
 */
record Header(List<Entry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One tensor: bytes {@code begin} to {@code end} after the header. */
  record Entry(String name, ElementType type, List<Long> shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }

    long[] sides() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  Header {
    entries = List.copyOf(entries);
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /**
   * Reads and checks a header.
   *
   * @param json the header's text
   * @param dataBytes how many bytes follow it
   * @throws LyingHeaderException in one line, if it does not describe those bytes
   */
  static Header parse(byte[] json, long dataBytes) throws LyingHeaderException {
    JsonNode root = tree(json);
    Map<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        addMetadata(metadata, field.getValue());
      } else {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireGapless(entries, dataBytes);
    return new Header(entries, metadata);
  }

  private static JsonNode tree(byte[] json) throws LyingHeaderException {
    try {
      JsonNode root = JSON.readTree(json);
      require(root.isObject(), "the header is no JSON object");
      return root;
    } catch (JsonProcessingException e) {
      throw new LyingHeaderException("the header is no valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new LyingHeaderException("the header is no valid JSON: " + e.getMessage());
    }
  }

  private static void addMetadata(Map<String, String> metadata, JsonNode node)
      throws LyingHeaderException {
    require(node.isObject(), METADATA + " is no JSON object");
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      require(field.getValue().isTextual(), METADATA + "." + field.getKey() + " is no text");
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static Entry entry(String name, JsonNode node) throws LyingHeaderException {
    String typeName = node.path("dtype").asText();
    ElementType type =
        ElementType.named(typeName)
            .orElseThrow(
                () -> new LyingHeaderException(name + " has the unknown dtype '" + typeName + "'"));
    List<Long> shape = naturals(name, "shape", node.path("shape"));
    List<Long> offsets = naturals(name, "data_offsets", node.path("data_offsets"));
    require(offsets.size() == 2, name + " needs two data_offsets, not " + offsets.size());
    Entry entry = new Entry(name, type, shape, offsets.get(0), offsets.get(1));
    requireSize(entry);
    return entry;
  }

  private static List<Long> naturals(String name, String field, JsonNode node)
      throws LyingHeaderException {
    require(node.isArray(), name + " has no list of numbers as " + field);
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : node) {
      require(
          number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0,
          name + " has " + number + " in its " + field);
      numbers.add(number.longValue());
    }
    return numbers;
  }

  private static void requireSize(Entry entry) throws LyingHeaderException {
    try {
      // A side of zero must not hide that the others overflow, as libtorch's strides would then.
      long extent = entry.type().bytes();
      for (long side : entry.shape()) {
        extent = Math.multiplyExact(extent, Math.max(side, 1));
      }
      long bytes = entry.shape().contains(0L) ? 0 : extent;
      require(
          entry.begin() <= entry.end() && entry.bytes() == bytes,
          "%s of shape %s and dtype %s is %d bytes, but its data_offsets are %d to %d"
              .formatted(
                  entry.name(), entry.shape(), entry.type(), bytes, entry.begin(), entry.end()));
    } catch (ArithmeticException e) {
      throw new LyingHeaderException(
          entry.name() + " has a shape that nothing can hold: " + entry.shape());
    }
  }

  private static void requireGapless(List<Entry> entries, long dataBytes)
      throws LyingHeaderException {
    long position = 0;
    for (Entry entry : entries) {
      require(
          entry.begin() == position,
          "%s begins at byte %d of the data, and should at %d"
              .formatted(entry.name(), entry.begin(), position));
      position = entry.end();
    }
    require(
        position == dataBytes,
        "the tensors take %d bytes, but %d follow the header".formatted(position, dataBytes));
  }

  private static void require(boolean condition, String otherwise) throws LyingHeaderException {
    if (!condition) {
      throw new LyingHeaderException(otherwise);
    }
  }

  /** A header does not describe its file. */
  static final class LyingHeaderException extends Exception {
    private static final long serialVersionUID = 1L;

    LyingHeaderException(String message) {
      super(OneLine.of(message));
    }
  }
}
