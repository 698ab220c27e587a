package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.inspection.ContactSheet;
import io.boogeyman.nn.image.inspection.ImageInspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boogeyman data}: what is in an image source. */
@Command(
    name = "data",
    description = "Say what is in an image source, and draw a contact sheet of it.",
    footer = {
      "",
      "Examples:",
      "  boogeyman data gtsrb32.zip:train",
      "  boogeyman data photos/ --sheet photos.png --size 96",
      "  boogeyman data signs:1000 --sheet signs.png"
    })
public final class DataCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DATA", description = "PATH[:PART], signs:COUNT or scenes:COUNT.")
  private String data;

  @Option(
      names = "--sheet",
      paramLabel = "PNG",
      description = "Draw a contact sheet into this file.")
  private Path sheet;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "64",
      description = "Side of the images on the sheet (default: ${DEFAULT-VALUE}).")
  private int size;

  @Override
  public Integer call() throws IOException {
    try (ImageSource source = ImageSets.source(data)) {
      ImageInspection inspection = ImageInspection.of(source, common.threads(), common.progress());
      System.out.println(
          common.json()
              ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(inspection)
              : InspectionText.of(inspection));
    }
    if (sheet != null) {
      draw();
    }
    return 0;
  }

  private void draw() throws IOException {
    ImageSets sets = new ImageSets(common.cache(), common.threads(), common.progress());
    try (OpenImages images = sets.open(data, ImageShape.square(size))) {
      ContactSheet.draw(images, new Seed(common.seed()), sheet);
      System.err.println("Contact sheet: " + sheet);
    }
  }
}
