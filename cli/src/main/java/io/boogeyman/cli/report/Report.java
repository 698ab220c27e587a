package io.boogeyman.cli.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The report of a theft: one HTML file that loads nothing and works from a disk, a mail or a
 * printer. The page's own content security policy forbids every request.
 */
public final class Report {
  static final String TEMPLATES = "io.boogeyman.cli.templates";

  private Report() {}

  /**
   * The page.
   *
   * @throws IllegalArgumentException if the result holds no summary or no surrogate
   */
  public static String render(StealResult result) {
    Surrogate best = PageComposer.strongest(result);
    StringOutput html = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES)
        .render(
            "report.jte",
            Map.of(
                "page", PageComposer.compose(result, best),
                "assets", Assets.withScript("report.js"),
                "data", ChartData.of(result, best).toJson()),
            html);
    return html.toString();
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(StealResult result, Path file) throws IOException {
    WholeFile.write(file, render(result));
  }
}
