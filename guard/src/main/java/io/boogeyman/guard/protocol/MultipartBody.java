package io.boogeyman.guard.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a form (RFC 7578, RFC 2046 §5.1), by their content alone. Cost: O(bytes), since the
 * line break that a delimiter begins with is nowhere else in it.
 */
final class MultipartBody {
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"\\r\\n]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final byte[] BLANK_LINE = ascii("\r\n\r\n");

  private final byte[] body;
  private final byte[] delimiter;
  private int at;

  private MultipartBody(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ascii("\r\n--" + boundary);
  }

  /**
   * What the parts hold.
   *
   * @param most parts
   */
  static List<byte[]> parts(byte[] body, String contentType, int most) throws RequestException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw RequestException.malformed("multipart/form-data names no boundary");
    }
    return new MultipartBody(
            body, boundary.group(1) == null ? boundary.group(2) : boundary.group(1))
        .parts(most);
  }

  private List<byte[]> parts(int most) throws RequestException {
    List<byte[]> parts = new ArrayList<>();
    start();
    while (!isLast()) {
      TensorInput.requireAtMost(parts.size() + 1L, most);
      int content = next(BLANK_LINE, "a part without a blank line after its headers");
      int end = indexOf(delimiter, content);
      if (end < 0) {
        throw RequestException.malformed("the form breaks off: its last boundary is missing");
      }
      parts.add(Arrays.copyOfRange(body, content, end));
      at = end + delimiter.length;
    }
    return parts;
  }

  /** To behind the first delimiter, whose line break may be missing at the very beginning. */
  private void start() throws RequestException {
    byte[] first = Arrays.copyOfRange(delimiter, 2, delimiter.length);
    boolean immediate =
        body.length >= first.length && Arrays.equals(body, 0, first.length, first, 0, first.length);
    at = immediate ? first.length : next(delimiter, "no part: its boundary is nowhere in it");
  }

  private boolean isLast() throws RequestException {
    if (at + 1 >= body.length) {
      throw RequestException.malformed("the form breaks off: its last boundary is missing");
    }
    return body[at] == '-' && body[at + 1] == '-';
  }

  /** The place behind the next occurrence. */
  private int next(byte[] pattern, String otherwise) throws RequestException {
    int found = indexOf(pattern, at);
    if (found < 0) {
      throw RequestException.malformed("the form has " + otherwise);
    }
    return found + pattern.length;
  }

  private int indexOf(byte[] pattern, int from) {
    for (int i = from; i <= body.length - pattern.length; i++) {
      if (body[i] == pattern[0]
          && Arrays.equals(body, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
