package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field that two policies say differently.
 *
 * @param field with its place: {@code clients.each.images}
 * @param before what the first says; empty where it says nothing
 * @param after what the second says; empty where it says nothing
 */
public record PolicyDifference(String field, String before, String after) {

  /** All of them, by place: what is said in one of the files only, and what is said otherwise. */
  public static List<PolicyDifference> between(PolicyFile first, PolicyFile second) {
    Map<String, String> before = fields(first.tree());
    Map<String, String> after = fields(second.tree());
    Map<String, PolicyDifference> different = new TreeMap<>();
    before.forEach(
        (field, value) -> compare(field, value, after.getOrDefault(field, ""), different));
    after.forEach(
        (field, value) -> compare(field, before.getOrDefault(field, ""), value, different));
    return List.copyOf(different.values());
  }

  private static void compare(
      String field, String before, String after, Map<String, PolicyDifference> different) {
    if (!before.equals(after)) {
      different.put(field, new PolicyDifference(field, before, after));
    }
  }

  private static Map<String, String> fields(JsonNode tree) {
    Map<String, String> fields = new TreeMap<>();
    add("", tree, fields);
    return fields;
  }

  private static void add(String place, JsonNode node, Map<String, String> fields) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(field -> add(step(place, field.getKey()), field.getValue(), fields));
    } else if (node.isArray() && !node.isEmpty()) {
      List<JsonNode> entries = new ArrayList<>();
      node.forEach(entries::add);
      for (int i = 0; i < entries.size(); i++) {
        add(step(place, Integer.toString(i)), entries.get(i), fields);
      }
    } else {
      fields.put(place, node.toString());
    }
  }

  private static String step(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  /** In one line: {@code "release.0: "top-5" → "label""}. */
  @Override
  public String toString() {
    if (before.isEmpty()) {
      return OneLine.of("+ " + field + ": " + after);
    }
    return OneLine.of(
        after.isEmpty()
            ? "- " + field + ": " + before
            : "~ " + field + ": " + before + " → " + after);
  }
}
