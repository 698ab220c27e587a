package io.boogeyman.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What the page carries within itself.
 *
 * @param style the style sheet
 * @param charts Apache ECharts, the build with lines, bars and points
 * @param script what draws the charts
 */
public record Assets(String style, String charts, String script) {
  private static final String CHARTS =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private static final Pattern END_OF_SCRIPT = Pattern.compile("(?i)</(?=script)");

  /**
   * @param name of the script that draws the page's charts
   */
  static Assets withScript(String name) {
    return new Assets(text("report.css"), script(CHARTS), script(name));
  }

  /** Inside a string, {@code <\/} is {@code </} to JavaScript, but no end tag to HTML. */
  private static String script(String name) {
    return END_OF_SCRIPT.matcher(text(name)).replaceAll("<\\\\/");
  }

  private static String text(String name) {
    try (InputStream resource = Assets.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its own resource " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
