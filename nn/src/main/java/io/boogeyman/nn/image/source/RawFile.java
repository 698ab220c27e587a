package io.boogeyman.nn.image.source;

/**
 * Where the images lie in a file of uncompressed pixels, one after another at equal distances.
 *
 * @param path the file; unpacked first if it ends in {@code .gz}
 * @param count how many images
 * @param firstPixel the byte where the first image's pixels begin
 * @param stride bytes from one image to the next
 * @param height rows
 * @param width columns
 * @param planes 1 for grey, 3 for red, green and blue planes one after another
 */
record RawFile(
    String path, int count, int firstPixel, int stride, int height, int width, int planes) {

  /** Image {@code index} of the file as H×W×3. */
  byte[] rgb(byte[] file, int index) {
    int plane = height * width;
    int from = firstPixel + index * stride;
    byte[] rgb = new byte[plane * 3];
    for (int pixel = 0; pixel < plane; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        rgb[pixel * 3 + channel] = file[from + pixel + (planes == 1 ? 0 : channel * plane)];
      }
    }
    return rgb;
  }
}
