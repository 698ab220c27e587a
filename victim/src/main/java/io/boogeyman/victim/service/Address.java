package io.boogeyman.victim.service;

import io.boogeyman.victim.description.Protocol;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model is. The text may hold <code>${NAME}</code> for secrets and is shown as it is.
 *
 * @param text as the user wrote it
 * @param scheme http, https, grpc or grpcs
 * @param host with its port
 * @param path what follows
 */
record Address(String text, String scheme, String host, String path) {
  private static final Pattern PARTS = Pattern.compile("(\\w+)://([^/?#]+)([^?#]*)(\\?[^#]*)?");

  static Address parse(String text) {
    Matcher parts = PARTS.matcher(text);
    String scheme = parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "";
    if (!scheme.matches("https?|grpcs?")) {
      throw new IllegalArgumentException(
          "a service's address begins with https://, http://, grpcs:// or grpc://");
    }
    if (parts.group(2).contains("@")) {
      throw new IllegalArgumentException(
          "a service's address must hold no password: put it into an environment variable and"
              + " write service.headers, such as {Authorization: \"Bearer ${KEY}\"}");
    }
    return new Address(text, scheme, parts.group(2), parts.group(3));
  }

  /** Whether others on the way can read along. */
  boolean isOpen() {
    return scheme.equals("http") || scheme.equals("grpc");
  }

  /** The protocol that an address of this form is of. */
  Optional<Protocol> usualProtocol() {
    if (scheme.startsWith("grpc")) {
      return Optional.of(Protocol.OPEN_INFERENCE_GRPC);
    }
    if (path.contains("/v2/models/")) {
      return Optional.of(Protocol.OPEN_INFERENCE_JSON);
    }
    return path.contains("/v1/models/") ? Optional.of(Protocol.TENSORFLOW_ROW) : Optional.empty();
  }

  /** Host and model: {@code models.example:8000/signs}. */
  String name() {
    String model =
        path.replaceFirst("^.*/v[12]/models/", "/")
            .replaceFirst("(/versions/.*|/infer/?|:predict)$", "");
    return host + (model.isEmpty() || model.startsWith("/") ? "" : "/") + model;
  }
}
