package io.boogeyman.defend.policy.file;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a YAML text each of its fields stands, by JSON pointer (RFC 6901). */
final class YamlPlaces {
  private final Map<String, Integer> lines = new HashMap<>();

  private YamlPlaces() {}

  /** The places of a text; none where it is no YAML. */
  static YamlPlaces of(String text) {
    YamlPlaces places = new YamlPlaces();
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root != null) {
        places.add("", root, root.getStartMark().getLine());
      }
    } catch (YAMLException e) {
      // Whoever reads the text as a tree says better what is wrong with it.
      places.lines.clear();
    }
    return places;
  }

  private void add(String pointer, Node node, int line) {
    if (lines.putIfAbsent(pointer, line + 1) != null) {
      return;
    }
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          int at = key.getStartMark().getLine();
          add(pointer + "/" + escaped(key.getValue()), entry.getValueNode(), at);
        }
      }
    } else if (node instanceof SequenceNode list) {
      for (int i = 0; i < list.getValue().size(); i++) {
        Node entry = list.getValue().get(i);
        add(pointer + "/" + i, entry, entry.getStartMark().getLine());
      }
    }
  }

  /** A name as a step of a pointer. */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** The line of a field, or else of the nearest that it lies in; 0 if there is none. */
  int line(String pointer) {
    for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
      Integer line = lines.get(at);
      if (line != null || at.isEmpty()) {
        return line == null ? 0 : line;
      }
    }
  }
}
