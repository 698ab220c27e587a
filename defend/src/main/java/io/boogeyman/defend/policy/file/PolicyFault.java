package io.boogeyman.defend.policy.file;

import io.boogeyman.core.text.OneLine;

/**
 * What is wrong with a policy file, and where.
 *
 * @param line in the file, from 1; 0 where it is the file as a whole
 * @param field with its place, such as {@code clients.each.images}; empty where there is none
 * @param message what is wrong, and what would be right
 */
public record PolicyFault(int line, String field, String message) {

  /** In one line: {@code "line 12, clients.each.images: must be at least 0"}. */
  @Override
  public String toString() {
    String place = line == 0 ? "" : "line " + line;
    String named = field.isEmpty() ? place : place.isEmpty() ? field : place + ", " + field;
    return OneLine.of(named.isEmpty() ? message : named + ": " + message);
  }
}
