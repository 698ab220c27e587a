package io.boogeyman.cli.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.boogeyman.cli.result.MatrixResult;
import io.boogeyman.cli.result.TableFiles;
import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The report of attacks against policies: one HTML file that loads nothing. */
public final class MatrixReport {
  private MatrixReport() {}

  /** The page. */
  public static String render(MatrixResult result) {
    StringOutput html = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, Report.TEMPLATES)
        .render(
            "matrix.jte",
            Map.of(
                "result", result,
                "assets", Assets.withScript("tables.js"),
                // Nothing can end or open a script element.
                "data", TableFiles.toJson(result).replace("<", "\\u003c")),
            html);
    return html.toString();
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(MatrixResult result, Path file) throws IOException {
    WholeFile.write(file, render(result));
  }
}
