package io.boogeyman.guard.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where alerts are posted to.
 *
 * @param address of the webhook; <code>${NAME}</code> stands for an environment variable
 * @param headers sent with each alert, likewise
 */
public record WebhookSettings(String address, Map<String, String> headers) {
  /** RFC 9110, sections 5.1 and 5.5: a token, and what can be seen. */
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): *([!-~](?:[ -~]*[!-~])?) *");

  /** Those that say how a message goes over a connection. */
  private static final Set<String> OWN =
      Set.of("connection", "content-length", "host", "te", "transfer-encoding", "upgrade");

  /**
   * @throws IllegalArgumentException if the address is missing
   */
  public WebhookSettings {
    if (address == null || address.isBlank()) {
      throw new IllegalArgumentException("a webhook needs an address");
    }
    headers = headers == null ? Map.of() : Map.copyOf(headers); // absent in the file
  }

  /**
   * With headers as they are written, {@code Name: value}.
   *
   * @throws IllegalArgumentException in one line that shows no value, if one is no header
   */
  public static WebhookSettings of(String address, List<String> headers) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String written : headers) {
      Matcher header = HEADER.matcher(written);
      if (!header.matches()) {
        throw new IllegalArgumentException(
            "a webhook's header is written as 'Name: value', such as 'Authorization: Bearer"
                + " ${NAME}'");
      }
      if (OWN.contains(header.group(1).toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "the webhook's " + header.group(1) + " is not to be chosen");
      }
      if (byName.put(header.group(1), header.group(2)) != null) {
        throw new IllegalArgumentException("the webhook's " + header.group(1) + " is there twice");
      }
    }
    return new WebhookSettings(address, byName);
  }
}
