package io.boogeyman.cli.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The user's web browser, by the command that each system has for it: java.awt.Desktop would need a
 * Java that is not headless, and on Linux libraries that few machines have.
 */
public final class WebBrowser {
  private WebBrowser() {}

  /** Shows a page, if there is a desktop to show it on. Whether that works is not waited for. */
  public static void show(URI page) {
    command(System.getProperty("os.name"), System.getenv(), page).ifPresent(WebBrowser::start);
  }

  /** The command that opens a page, or nothing where nobody would see it. */
  static Optional<List<String>> command(String system, Map<String, String> environment, URI page) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", page.toString()));
    }
    if (name.startsWith("mac")) {
      return Optional.of(List.of("open", page.toString()));
    }
    boolean desktop =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return desktop ? Optional.of(List.of("xdg-open", page.toString())) : Optional.empty();
  }

  private static void start(List<String> command) {
    try {
      new ProcessBuilder(command)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // There is no such command here: the address was printed.
    }
  }
}
