package io.boogeyman.nn.image.inspection;

import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A picture of a few images of a set, drawn by seed: a row a class with its name where the set is
 * labelled, else a grid. At most 12 classes of 8 images, or 100 images.
 */
public final class ContactSheet {
  private static final int ROWS = 12;
  private static final int COLUMNS = 8;
  private static final int GRID = 10;
  private static final int GAP = 4;
  private static final int MARGIN = 16;
  private static final int TITLE = 34;
  private static final int LONGEST_NAME = 220;
  private static final int NAME_GAP = 12;
  private static final Font NAME_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font TITLE_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  private static final Color PAPER = new Color(0xfafafa);
  private static final Color INK = new Color(0x222222);

  private final ImageSet images;
  private final int tileHeight;
  private final int tileWidth;

  private ContactSheet(ImageSet images) {
    this.images = images;
    double scale = scale(Math.max(images.shape().height(), images.shape().width()));
    this.tileHeight = (int) Math.max(1, images.shape().height() * scale);
    this.tileWidth = (int) Math.max(1, images.shape().width() * scale);
  }

  /**
   * Draws the sheet into a PNG file.
   *
   * @throws IllegalArgumentException if the set is empty
   * @throws IOException if the file cannot be written
   */
  public static void draw(ImageSet images, Seed seed, Path png) throws IOException {
    if (images.size() == 0) {
      throw new IllegalArgumentException(images.name() + " has no images to draw");
    }
    List<Row> rows =
        images.labels().map(labels -> byClass(labels, seed)).orElseGet(() -> grid(images, seed));
    BufferedImage picture = new ContactSheet(images).draw(rows);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", encoded);
    ByteBuffer bytes = ByteBuffer.wrap(encoded.toByteArray());
    WholeFile.write(png, channel -> WholeFile.writeFully(channel, bytes));
  }

  /** Whole multiples keep small images sharp; 64 to 128 pixels can be seen, and 100 of them too. */
  private static double scale(int side) {
    return side <= 64 ? Math.ceil(64.0 / side) : Math.min(1, 128.0 / side);
  }

  private static List<Row> byClass(Labels labels, Seed seed) {
    int[] counts = labels.counts();
    int[] present = IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray();
    int[] shown = sample(present, ROWS, seed.derive("classes"));
    Arrays.sort(shown);
    return Arrays.stream(shown)
        .mapToObj(
            shownClass ->
                new Row(
                    labels.classNames().get(shownClass),
                    sample(of(labels, shownClass), COLUMNS, seed.derive("images", shownClass))))
        .toList();
  }

  private static int[] of(Labels labels, int wanted) {
    return IntStream.range(0, labels.size()).filter(i -> labels.get(i) == wanted).toArray();
  }

  private static List<Row> grid(ImageSet images, Seed seed) {
    int[] all = IntStream.range(0, images.size()).toArray();
    int[] shown = sample(all, GRID * GRID, seed.derive("images"));
    return IntStream.iterate(0, from -> from < shown.length, from -> from + GRID)
        .mapToObj(
            from ->
                new Row("", Arrays.copyOfRange(shown, from, Math.min(from + GRID, shown.length))))
        .toList();
  }

  private static int[] sample(int[] from, int most, Seed seed) {
    return Arrays.stream(seed.permutation(from.length)).limit(most).map(i -> from[i]).toArray();
  }

  private BufferedImage draw(List<Row> rows) {
    int names = nameWidth(rows);
    int columns = rows.stream().mapToInt(row -> row.images().length).max().orElseThrow();
    int width = Math.max(2 * MARGIN + names + columns * (tileWidth + GAP), 480);
    int height = MARGIN + TITLE + rows.size() * (tileHeight + GAP) + MARGIN;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      title(graphics, rows, width - 2 * MARGIN);
      for (int i = 0; i < rows.size(); i++) {
        draw(graphics, rows.get(i), names, MARGIN + TITLE + i * (tileHeight + GAP));
      }
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private static int nameWidth(List<Row> rows) {
    FontMetrics metrics =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
            .createGraphics()
            .getFontMetrics(NAME_FONT);
    int longest = rows.stream().mapToInt(row -> metrics.stringWidth(row.name())).max().orElse(0);
    return longest == 0 ? 0 : Math.min(longest, LONGEST_NAME) + NAME_GAP;
  }

  private void title(Graphics2D graphics, List<Row> rows, int room) {
    int classes = images.labels().map(labels -> labels.classNames().size()).orElse(0);
    String shown = classes > rows.size() ? ", " + rows.size() + " of them shown" : "";
    String text =
        String.format(
            Locale.ROOT,
            "%s: %,d images%s",
            images.name(),
            images.size(),
            classes == 0 ? "" : ", " + classes + " classes" + shown);
    graphics.setColor(INK);
    graphics.setFont(TITLE_FONT);
    graphics.drawString(fitted(text, graphics.getFontMetrics(), room), MARGIN, MARGIN + 12);
    graphics.setFont(NAME_FONT);
  }

  private void draw(Graphics2D graphics, Row row, int names, int top) {
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(
        fitted(row.name(), metrics, names - NAME_GAP),
        MARGIN,
        top + (tileHeight + metrics.getAscent()) / 2);
    for (int i = 0; i < row.images().length; i++) {
      int left = MARGIN + names + i * (tileWidth + GAP);
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION,
          tileWidth < images.shape().width()
              ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
              : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
      graphics.drawImage(tile(row.images()[i]), left, top, tileWidth, tileHeight, null);
    }
  }

  private BufferedImage tile(int index) {
    int height = images.shape().height();
    int width = images.shape().width();
    byte[] pixels = images.read(index).pixels();
    BufferedImage tile = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      int red = Byte.toUnsignedInt(pixels[3 * i]);
      int green = Byte.toUnsignedInt(pixels[3 * i + 1]);
      int blue = Byte.toUnsignedInt(pixels[3 * i + 2]);
      tile.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    return tile;
  }

  private static String fitted(String text, FontMetrics metrics, int room) {
    String fitted = text;
    while (fitted.length() > 1 && metrics.stringWidth(fitted) > room) {
      fitted = fitted.substring(0, fitted.length() - 2) + "…";
    }
    return fitted;
  }

  /**
   * A row of the sheet.
   *
   * @param name of the class; empty in a grid
   * @param images their numbers
   */
  @SuppressWarnings("ArrayRecordComponent") // a few numbers on their way, never compared
  private record Row(String name, int[] images) {}
}
