package io.boogeyman.victim.service.call;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a service answered over HTTP.
 *
 * @param access to who answered
 * @param header a header's value by its name
 * @param body all of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ServiceAnswer(Access access, Function<String, Optional<String>> header, byte[] body) {
  /** NaN is no JSON, but what Python writes: it is to be refused by that name. */
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  /**
   * The body, or the part before {@code end}, as JSON.
   *
   * @throws ServiceFailure if it is none: passing where it may have been cut, lasting where it is a
   *     page for people
   */
  public JsonNode json(int end) throws ServiceFailure {
    if (looksLikeHtml()) {
      throw failure(
          ServiceFailure.Kind.LASTING,
          "answered a web page, not JSON; is the address right, and does it want a login?");
    }
    try {
      JsonNode read = JSON.readTree(body, 0, end);
      if (!read.isMissingNode()) {
        return read;
      }
    } catch (IOException e) {
      // told below, by what was answered
    }
    throw failure(
        ServiceFailure.Kind.PASSING,
        "answered " + (end == 0 ? "nothing" : "no JSON, or half of it: " + text(end)));
  }

  /** The body as JSON. */
  public JsonNode json() throws ServiceFailure {
    return json(body.length);
  }

  /** A failure that this answer is, in words that hold no secret. */
  public ServiceFailure failure(ServiceFailure.Kind kind, String words) {
    return access.failure(kind, words);
  }

  /** What the body says went wrong; blank if it does not say. */
  String words() {
    if (looksLikeHtml()) {
      return "a web page";
    }
    try {
      JsonNode read = JSON.readTree(body);
      if (read.isContainerNode()) {
        return access.quoted(Words.ofJson(read));
      }
    } catch (IOException e) {
      // plain text, then
    }
    return text(body.length);
  }

  private String text(int end) {
    return access.quoted(new String(body, 0, Math.min(end, 10_000), StandardCharsets.UTF_8));
  }

  private boolean looksLikeHtml() {
    String start = new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8).strip();
    return header.apply("Content-Type").filter(type -> type.startsWith("text/html")).isPresent()
        || start.toLowerCase(Locale.ROOT).matches("(?s)<(!doctype )?html.*");
  }
}
