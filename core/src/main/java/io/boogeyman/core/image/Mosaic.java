package io.boogeyman.core.image;

/**
 * Images made small: the mean of each channel in each cell of a grid, in grey levels.
 *
 * <p>Cells are of whole pixels, as even as that allows; an image of fewer pixels a side than cells
 * has one cell a pixel. Sums are of integers, so that the means are the same on every machine.
 * Cost: one pass over the pixels.
 */
public final class Mosaic {
  private final ImageShape shape;
  private final int[] places;
  private final int[] sizes;

  /**
   * @param shape of the images
   * @param side cells in a row and rows, at most
   */
  public Mosaic(ImageShape shape, int side) {
    this.shape = shape;
    int rows = Math.min(side, shape.height());
    int columns = Math.min(side, shape.width());
    this.places = new int[shape.bytes()];
    this.sizes = new int[rows * columns * shape.channels()];
    for (int i = 0; i < places.length; i++) {
      int pixel = i / shape.channels();
      int row = (int) ((long) (pixel / shape.width()) * rows / shape.height());
      int column = (int) ((long) (pixel % shape.width()) * columns / shape.width());
      places[i] = (row * columns + column) * shape.channels() + i % shape.channels();
      sizes[places[i]]++;
    }
  }

  /** How many means an image has: rows × columns × channels. */
  public int size() {
    return sizes.length;
  }

  /**
   * The means of image {@code index} of a batch, cell after cell, channels innermost.
   *
   * @return {@link #size} values from 0 to 255
   * @throws IllegalArgumentException if the images are of another shape
   */
  public float[] of(ImageBatch images, int index) {
    if (!images.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "images of %s are expected, not of %s".formatted(shape, images.shape()));
    }
    long[] sums = new long[sizes.length];
    int offset = index * shape.bytes();
    for (int i = 0; i < places.length; i++) {
      sums[places[i]] += images.pixels()[offset + i] & 0xff;
    }
    float[] means = new float[sums.length];
    for (int cell = 0; cell < means.length; cell++) {
      means[cell] = (float) ((double) sums[cell] / sizes[cell]);
    }
    return means;
  }
}
