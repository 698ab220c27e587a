package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.file.NamingFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy that was read.
 *
 * @param policy what it says
 * @param text of the file
 * @param tree what it says, field by field, as it is written
 * @param digest of all that it says, in hexadecimal; not of the {@linkplain #named files} that it
 *     names
 * @param file where it was
 */
public record PolicyFile(Policy policy, String text, JsonNode tree, String digest, Path file) {

  /**
   * What is wrong with it that only shows when it is put to work.
   *
   * @param field with its place: {@code model.input}
   */
  public PolicyException fault(String field, String message) {
    int line = YamlPlaces.of(text).line("/" + field.replace('.', '/'));
    return new PolicyException(file.toString(), List.of(new PolicyFault(line, field, message)));
  }

  /**
   * The files that it names and that are there now.
   *
   * @param naming which files name others in turn
   */
  public NamedFiles named(NamingFiles naming) {
    return NamedFiles.of(this, naming);
  }

  /** A file's name, looked for beside the policy; what is no file there is left as it is. */
  public String beside(String name) {
    if (name.contains("://")) {
      return name;
    }
    Path there = folder().resolve(name);
    return Files.exists(there) ? there.toString() : name;
  }

  /**
   * Options of the model, by name. What names a file there is looked for beside the policy; what is
   * no file may be anything: a number of classes, a list of their names.
   *
   * @param naming which options may name a file
   */
  public Map<String, String> modelOptions(NamingFiles naming) {
    Map<String, String> options = new LinkedHashMap<>(policy.model().options().orElse(Map.of()));
    for (String field : naming.options()) {
      options.computeIfPresent(
          field,
          (name, value) -> Files.isRegularFile(Path.of(beside(value))) ? beside(value) : value);
    }
    return options;
  }

  /** The folder that the policy's files are looked for in. */
  public Path folder() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of("") : parent;
  }
}
