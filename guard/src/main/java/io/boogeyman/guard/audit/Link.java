package io.boogeyman.guard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What an entry of the chain says of its place.
 *
 * @param number of the entry, from 1
 * @param previous the digest of the entry before
 * @param at when it happened
 * @param content all that the entry says
 */
record Link(long number, String previous, Instant at, JsonNode content) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a line; nothing where it is no entry. */
  static Optional<Link> parse(String line) {
    try {
      JsonNode content = JSON.readTree(line);
      JsonNode number = content.path("number");
      JsonNode previous = content.path("previous");
      if (!number.isIntegralNumber() || !previous.isTextual()) {
        return Optional.empty();
      }
      Instant at = Instant.parse(content.path("at").asText());
      return Optional.of(new Link(number.asLong(), previous.asText(), at, content));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The line of an entry. */
  static String line(long number, String previous, String rest) {
    return "{\"number\":" + number + ",\"previous\":\"" + previous + "\"," + rest;
  }

  String event() {
    return content.path("event").asText();
  }
}
