package io.boogeyman.attack.adaptive;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;

/** The image made small: the mean of each channel in each of 4×4 cells, 0 to 1. One pass. */
record CellColours() implements Features {
  private static final int CELLS = 4;

  @Override
  public float[][] of(ImageBatch images) {
    float[][] features = new float[images.count()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = cells(images.pixels(), i * images.shape().bytes(), images.shape());
    }
    return features;
  }

  private static float[] cells(byte[] pixels, int offset, ImageShape shape) {
    float[] sums = new float[CELLS * CELLS * shape.channels()];
    int[] counts = new int[sums.length];
    for (int i = 0; i < shape.bytes(); i++) {
      int pixel = i / shape.channels();
      int row = pixel / shape.width() * CELLS / shape.height();
      int column = pixel % shape.width() * CELLS / shape.width();
      int place = (row * CELLS + column) * shape.channels() + i % shape.channels();
      sums[place] += (pixels[offset + i] & 0xff) / 255f;
      counts[place]++;
    }
    for (int place = 0; place < sums.length; place++) {
      sums[place] /=
          Math.max(1, counts[place]); // images of fewer pixels than cells have empty ones
    }
    return sums;
  }
}
