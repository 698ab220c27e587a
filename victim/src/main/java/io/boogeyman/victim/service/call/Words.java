package io.boogeyman.victim.service.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a service says of a failure, cut to a line. */
final class Words {
  private static final int LONGEST = 200;
  private static final List<String> PLACES =
      List.of("/error/message", "/error", "/message", "/detail", "/title");

  /** Triton's, TensorFlow Serving's and others' words for a request of too many images. */
  private static final Pattern BATCH =
      Pattern.compile(
          "batch[ -_]?size .*(must be|exceed|larger|at most|max)"
              + "|(exceed|larger|more than|max).*batch[ -_]?size"
              + "|too many (images|instances)|larger than max|too large");

  private Words() {}

  /** A text on one line, of bounded length. */
  static String line(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** What a JSON body says went wrong; blank if it does not say. */
  static String ofJson(JsonNode body) {
    return PLACES.stream()
        .map(place -> body.at(place))
        .filter(node -> node.isTextual() && !node.textValue().isBlank())
        .map(JsonNode::textValue)
        .findFirst()
        .orElse("");
  }

  /** Whether fewer images might pass. */
  static boolean meanTooLarge(String words) {
    return BATCH.matcher(words.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether a failure came of another one of this type. */
  static boolean hasCause(Throwable failure, Class<?> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
