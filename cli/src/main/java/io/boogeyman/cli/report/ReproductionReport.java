package io.boogeyman.cli.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.boogeyman.cli.result.ReproductionResult;
import io.boogeyman.cli.result.TableFiles;
import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The report of a reproduction: one HTML file that loads nothing, claims first. */
public final class ReproductionReport {
  private ReproductionReport() {}

  /** The page. */
  public static String render(ReproductionResult result) {
    StringOutput html = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, Report.TEMPLATES)
        .render(
            "reproduction.jte",
            Map.of(
                "result", result,
                "assets", Assets.withScript("tables.js"),
                "data", json(result)),
            html);
    return html.toString();
  }

  /** JSON that may stand inside a script element: no {@code <}, so nothing can end or open one. */
  private static String json(ReproductionResult result) {
    return TableFiles.toJson(result).replace("<", "\\u003c");
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(ReproductionResult result, Path file) throws IOException {
    WholeFile.write(file, render(result));
  }
}
