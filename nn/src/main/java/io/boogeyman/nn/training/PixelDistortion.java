package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageShape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Distorts images byte by byte, before they become tensors. Every pixel is a mean of the four next
 * to where it comes from, weighted by how near they are; tens of microseconds for an image of 32×32
 * on a thread of its own.
 */
final class PixelDistortion implements Variation {
  private static final byte GREY = 127;

  private final Distortion distortion;
  private final ImageShape shape;
  private final PixelVariation light;

  PixelDistortion(Distortion distortion, ImageShape shape) {
    this.distortion = distortion;
    this.shape = shape;
    this.light = new PixelVariation(new Augmentation(0, false, distortion.light(), 0), shape);
  }

  @Override
  public void apply(byte[] pixels, int offset, SplittableRandom random) {
    byte[] source = Arrays.copyOfRange(pixels, offset, offset + shape.bytes());
    View view = view(random);
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int target = offset + (y * shape.width() + x) * shape.channels();
        mix(source, view.column(x, y), view.row(x, y), pixels, target);
      }
    }
    light.apply(pixels, offset, random);
    cover(pixels, offset, random);
  }

  /**
   * Where each pixel comes from: an affine map.
   *
   * @param across column of the source at the image's upper left pixel
   * @param down row of it
   */
  private record View(
      double across,
      double down,
      double columnByX,
      double columnByY,
      double rowByX,
      double rowByY) {
    double column(int x, int y) {
      return across + columnByX * x + columnByY * y;
    }

    double row(int x, int y) {
      return down + rowByX * x + rowByY * y;
    }
  }

  private View view(SplittableRandom random) {
    double nearest = Math.log(distortion.nearest());
    double farthest = Math.log(distortion.farthest());
    double extent = Math.exp(nearest + random.nextDouble() * (farthest - nearest));
    double stretch = Math.exp(either(random, distortion.stretch()));
    double turn = either(random, distortion.turn());
    // A part of an image may be any part of it; an image that is moved may also leave the frame.
    double room = Math.max(0, 1 - extent) / 2 + distortion.shift();
    double width = (shape.width() - 1) / 2.0;
    double height = (shape.height() - 1) / 2.0;
    double columnByX = extent * stretch * Math.cos(turn);
    double columnByY = -extent / stretch * Math.sin(turn);
    double rowByX = extent * stretch * Math.sin(turn);
    double rowByY = extent / stretch * Math.cos(turn);
    double centreColumn = width + either(random, room) * shape.width();
    double centreRow = height + either(random, room) * shape.height();
    return new View(
        centreColumn - columnByX * width - columnByY * height,
        centreRow - rowByX * width - rowByY * height,
        columnByX,
        columnByY,
        rowByX,
        rowByY);
  }

  private static double either(SplittableRandom random, double most) {
    return (2 * random.nextDouble() - 1) * most;
  }

  /** Writes the mean of the four pixels around a place; beyond the border it goes on as it ends. */
  private void mix(byte[] source, double column, double row, byte[] pixels, int target) {
    double x = Math.min(Math.max(column, 0), shape.width() - 1);
    double y = Math.min(Math.max(row, 0), shape.height() - 1);
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, shape.width() - 1);
    int bottom = Math.min(top + 1, shape.height() - 1);
    double rightShare = x - left;
    double bottomShare = y - top;
    for (int c = 0; c < shape.channels(); c++) {
      double above = between(source, place(top, left, c), place(top, right, c), rightShare);
      double below = between(source, place(bottom, left, c), place(bottom, right, c), rightShare);
      pixels[target + c] = (byte) Math.round(above + bottomShare * (below - above));
    }
  }

  private int place(int row, int column, int channel) {
    return (row * shape.width() + column) * shape.channels() + channel;
  }

  private static double between(byte[] source, int first, int second, double share) {
    double value = source[first] & 0xff;
    return value + share * ((source[second] & 0xff) - value);
  }

  private void cover(byte[] pixels, int offset, SplittableRandom random) {
    if (distortion.hole() == 0) {
      return;
    }
    int height = (int) Math.round(distortion.hole() * shape.height());
    int width = (int) Math.round(distortion.hole() * shape.width());
    int top = random.nextInt(shape.height()) - height / 2;
    int left = random.nextInt(shape.width()) - width / 2;
    int from = Math.max(0, left);
    int to = Math.min(shape.width(), left + width);
    for (int y = Math.max(0, top); y < Math.min(shape.height(), top + height); y++) {
      int row = offset + y * shape.width() * shape.channels();
      Arrays.fill(pixels, row + from * shape.channels(), row + to * shape.channels(), GREY);
    }
  }
}
