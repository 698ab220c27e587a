package io.boogeyman.victim.onnx;

import ai.onnxruntime.OnnxModelMetadata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.boogeyman.victim.tensor.ModelFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the exporter of an ONNX file wrote beside the graph. */
final class OnnxMetadata {
  /** As Ultralytics writes them: {@code {0: 'stop', 1: 'yield'}}, which is YAML too. */
  private static final String NAMES = "names";

  private static final List<String> SHOWN = List.of("author", "description", "license", "date");
  private static final int LONGEST = 200;

  private OnnxMetadata() {}

  static ModelFacts facts(OnnxInput input, OnnxModelMetadata metadata) {
    Map<String, String> entries = metadata.getCustomMetadata();
    Map<String, String> about = new LinkedHashMap<>();
    put(about, "producer", metadata.getProducerName());
    put(about, "description", metadata.getDescription());
    SHOWN.forEach(name -> put(about, name, entries.getOrDefault(name, "")));
    return new ModelFacts(
        input.description(), input.batch(), names(entries.getOrDefault(NAMES, "")), about);
  }

  /** A stranger's words are shown, but cut short and without control characters. */
  private static void put(Map<String, String> about, String name, String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    if (!line.isEmpty()) {
      about.put(name, line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }
  }

  /** In order; empty if they are not numbered from 0 without a gap. */
  static List<String> names(String text) {
    try {
      JsonNode names = new YAMLMapper().readTree(text);
      List<String> list = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        JsonNode name = names.isArray() ? names.get(i) : names.get(Integer.toString(i));
        if (name == null || !name.isValueNode()) {
          return List.of();
        }
        list.add(name.asText());
      }
      return list;
    } catch (JsonProcessingException e) {
      return List.of(); // not written as it usually is: the classes are numbered then
    }
  }
}
