package io.boogeyman.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The report of a detection: one HTML file that loads nothing, as the report of a theft is. */
public final class DetectionReport {
  private DetectionReport() {}

  /** The page. */
  public static String render(DetectionResult result) {
    StringOutput html = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, Report.TEMPLATES)
        .render(
            "detection.jte",
            Map.of(
                "page", DetectionComposer.compose(result),
                "assets", Assets.withScript("detection.js"),
                "data", json(result)),
            html);
    return html.toString();
  }

  /** JSON that may stand inside a script element: no {@code <}, so nothing can end or open one. */
  private static String json(DetectionResult result) {
    try {
      return JsonMapper.builder().build().writeValueAsString(result).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(DetectionResult result, Path file) throws IOException {
    WholeFile.write(file, render(result));
  }
}
