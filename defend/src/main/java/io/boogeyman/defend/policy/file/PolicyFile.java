package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * A policy that was read.
 *
 * @param policy what it says
 * @param text of the file
 * @param tree what it says, field by field, as it is written
 * @param digest of all that it says, in hexadecimal
 * @param file where it was
 */
public record PolicyFile(Policy policy, String text, JsonNode tree, String digest, Path file) {

  /** The folder that the policy's files are looked for in. */
  public Path folder() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of("") : parent;
  }
}
