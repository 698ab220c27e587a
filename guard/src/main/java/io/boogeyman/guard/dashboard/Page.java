package io.boogeyman.guard.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A page in one piece, with its style and script in it, and the policy by which a browser runs
 * nothing else and loads nothing from elsewhere.
 *
 * @param html the page
 * @param policy its Content-Security-Policy, with the digests of its style and script
 */
record Page(String html, String policy) {

  /** Puts a page together from its three resources. */
  static Page of(String name) {
    String style = resource("dashboard.css");
    String script = resource(name + ".js");
    String html =
        resource(name + ".html").replace("{{style}}", style).replace("{{script}}", script);
    return new Page(
        html,
        "default-src 'none'; script-src "
            + digest(script)
            + "; style-src "
            + digest(style)
            + "; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'");
  }

  private static String digest(String text) {
    return "'sha256-" + Base64.getEncoder().encodeToString(AdminKey.digest(text)) + "'";
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its part " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
