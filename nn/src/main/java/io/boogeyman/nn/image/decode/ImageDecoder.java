package io.boogeyman.nn.image.decode;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.image.ImageHeader;
import io.boogeyman.nn.image.UnreadableImageException;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Decodes images to 8-bit RGB with OpenCV and fits them to a shape.
 *
 * <p>Colour becomes what PIL's {@code convert("RGB")} makes of it: grey is repeated, alpha dropped,
 * a palette looked up, CMYK converted; of 16 bits the upper eight are kept, also for grey (where
 * PIL clips). EXIF orientation is ignored, because torchvision ignores it and a victim trained
 * there has seen the pixels as they are stored.
 *
 * <p>Fitting is torchvision's habit {@code Resize} then {@code CenterCrop}: the image is scaled,
 * keeping its aspect ratio, until it just covers the shape, and the middle is cut out. Shrinking
 * averages over areas, growing interpolates linearly; torchvision's antialiased bilinear filter is
 * wider, so shrunk images differ from its by a few levels. An image that has the shape already is
 * left as it is.
 *
 * <p>A JPEG whose data is damaged half way, but complete, is decoded with the damage in it, as PIL
 * does; libjpeg says so on standard error. OpenCV's own words there about broken files are silenced
 * by the environment variable {@code OPENCV_LOG_LEVEL=SILENT}, and by nothing within the process;
 * {@code OPENCV_IO_MAX_IMAGE_PIXELS=100000000} is a second bound on sizes, by what OpenCV reads.
 *
 * <p>OpenCV takes 0.7 s to load, and does so at the first call. Safe for use by several threads.
 */
@SuppressWarnings("try") // a PointerScope does its work by being open
public final class ImageDecoder {
  /** More pixels than any camera's image has; a bound on what one decoding may allocate. */
  private static final long MOST_PIXELS = 100_000_000;

  private ImageDecoder() {}

  /**
   * Decodes one image.
   *
   * @param encoded a PNG, JPEG, WebP, BMP or PNM file's bytes
   * @param name what to call it in messages
   * @param shape three channels
   * @return {@code shape.bytes()} values, H×W×C, red first
   * @throws UnreadableImageException if it is empty, truncated, corrupt, of an unknown format or
   *     over 100 megapixels
   */
  public static byte[] decode(byte[] encoded, String name, ImageShape shape)
      throws UnreadableImageException {
    requireHonest(encoded, header(encoded, name), name);
    try (PointerScope scope = new PointerScope()) {
      Opencv.load();
      return fit(decode(encoded, name), shape);
    }
  }

  /**
   * Fits pixels that need no decoding.
   *
   * @param pixels height × width × 3 values, red first
   * @return {@code shape.bytes()} values
   */
  public static byte[] fit(byte[] pixels, int height, int width, ImageShape shape) {
    if (shape.height() == height && shape.width() == width) {
      return pixels;
    }
    try (PointerScope scope = new PointerScope()) {
      Opencv.load();
      return fit(new Mat(height, width, CV_8UC(3), new BytePointer(pixels)), shape);
    }
  }

  /**
   * Format and size, checked.
   *
   * @throws UnreadableImageException if it is empty, of an unknown format or over 100 megapixels
   */
  public static ImageHeader header(byte[] encoded, String name) throws UnreadableImageException {
    if (encoded.length == 0) {
      throw new UnreadableImageException(name + ": the file is empty");
    }
    ImageHeader header =
        ImageHeaders.parse(encoded)
            .orElseThrow(
                () ->
                    new UnreadableImageException(
                        name + ": not the beginning of a PNG, JPEG, WebP, BMP or PNM image"));
    if (header.pixels() > MOST_PIXELS) {
      throw new UnreadableImageException(
          "%s: claims %d x %d pixels; at most 100 million are decoded"
              .formatted(name, header.width(), header.height()));
    }
    return header;
  }

  /** What is claimed within an image is allocated, too. */
  private static void requireHonest(byte[] encoded, ImageHeader header, String name)
      throws UnreadableImageException {
    Optional<String> fault =
        switch (header.format()) {
          case "PNG" -> PngChunks.fault(encoded);
          case "JPEG" -> JpegScans.fault(encoded);
          default -> Optional.empty();
        };
    if (fault.isPresent()) {
      throw new UnreadableImageException(name + ": truncated or corrupt: " + fault.get());
    }
  }

  private static Mat decode(byte[] encoded, String name) throws UnreadableImageException {
    Mat file = new Mat(1, encoded.length, CV_8UC1, new BytePointer(encoded));
    try {
      Mat image = imdecode(file, IMREAD_COLOR_RGB | IMREAD_IGNORE_ORIENTATION);
      if (!image.empty()) {
        return image;
      }
    } catch (RuntimeException e) {
      throw new UnreadableImageException(
          name + ": " + e.getMessage().lines().findFirst().orElse(""));
    }
    throw new UnreadableImageException(name + ": truncated or corrupt");
  }

  private static byte[] fit(Mat image, ImageShape shape) {
    double scale =
        Math.max((double) shape.height() / image.rows(), (double) shape.width() / image.cols());
    int height = Math.max(shape.height(), (int) (image.rows() * scale));
    int width = Math.max(shape.width(), (int) (image.cols() * scale));
    Mat scaled = image;
    if (height != image.rows() || width != image.cols()) {
      scaled = new Mat();
      int filter = scale < 1 ? INTER_AREA : INTER_LINEAR;
      resize(image, scaled, new Size(width, height), 0, 0, filter);
    }
    return middle(scaled, shape);
  }

  private static byte[] middle(Mat image, ImageShape shape) {
    Mat cut = image;
    if (image.rows() != shape.height() || image.cols() != shape.width()) {
      // torchvision rounds half to even, as Python does.
      int top = (int) Math.rint((image.rows() - shape.height()) / 2.0);
      int left = (int) Math.rint((image.cols() - shape.width()) / 2.0);
      cut = new Mat(image, new Rect(left, top, shape.width(), shape.height())).clone();
    }
    byte[] pixels = new byte[shape.bytes()];
    cut.data().get(pixels);
    return pixels;
  }

  /** Loads OpenCV once, when first needed. */
  private static final class Opencv {
    static {
      // Images are decoded side by side; threads within one image would only be in their way.
      opencv_core.setNumThreads(1);
    }

    static void load() {}
  }
}
