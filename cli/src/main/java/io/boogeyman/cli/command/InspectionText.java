package io.boogeyman.cli.command;

import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.image.UnreadableImage;
import io.boogeyman.nn.image.inspection.ImageInspection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What is in an image source, for people. */
final class InspectionText {
  private static final int SHOWN = 10;

  /** Of images that are the same, as many are named. */
  private static final int ALIKE = 3;

  private final StringBuilder text = new StringBuilder();

  private InspectionText() {}

  static String of(ImageInspection inspection) {
    InspectionText lines = new InspectionText();
    lines.line("%s: %,d images", inspection.name(), inspection.images());
    if (inspection.groups() < inspection.images()) {
      lines.line("groups      %,d, kept together when images are split", inspection.groups());
    }
    if (!inspection.formats().isEmpty()) {
      lines.line("formats     %s", inspection.formats());
    }
    lines.sides("heights", inspection.heights());
    lines.sides("widths", inspection.widths());
    lines.line("unreadable  %,d", inspection.unreadable().size());
    lines.some(inspection.unreadable(), UnreadableImage::reason);
    lines.line("duplicates  %,d", inspection.duplicates().size());
    lines.some(inspection.duplicates(), InspectionText::duplicates);
    lines.line("ignored     %,d files", inspection.ignored().size());
    lines.some(inspection.ignored(), name -> name);
    lines.classes(inspection.classes());
    return lines.text.toString().stripTrailing();
  }

  private void line(String format, Object... values) {
    // Names of classes and files are whatever the source says.
    text.append(OneLine.of(String.format(Locale.ROOT, format, values))).append('\n');
  }

  private void sides(String name, Optional<ImageInspection.Range> range) {
    range.ifPresent(
        sides ->
            line(
                "%-11s %,d to %,d pixels, median %,d",
                name, sides.least(), sides.most(), sides.median()));
  }

  private static String duplicates(ImageInspection.Duplicates duplicates) {
    String warning = duplicates.labelsDiffer() ? "  (with different labels)" : "";
    List<String> names = duplicates.names();
    String more = names.size() > ALIKE ? " and %,d more".formatted(names.size() - ALIKE) : "";
    return String.join(" = ", names.subList(0, Math.min(ALIKE, names.size()))) + more + warning;
  }

  private <T> void some(List<T> things, Function<T, String> describe) {
    things.stream().limit(SHOWN).forEach(thing -> line("  %s", describe.apply(thing)));
    if (things.size() > SHOWN) {
      line("  and %,d more", things.size() - SHOWN);
    }
  }

  private void classes(List<ImageInspection.ClassCount> classes) {
    if (classes.isEmpty()) {
      line("classes     none: the images are unlabelled");
      return;
    }
    line("classes     %,d", classes.size());
    classes.forEach(c -> line("  %-32s %,7d", c.name(), c.images()));
  }
}
