package io.boogeyman.core.image;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A cheap change of images, by which it shows what a detector really looks at. */
public enum Transformation {
  /** 255 − v: same edges, other colours. */
  NEGATIVE {
    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      for (int i = from; i < from + shape.bytes(); i++) {
        pixels[i] = (byte) (255 - (pixels[i] & 255));
      }
    }
  },
  /** Luma of ITU-R BT.601, (299 R + 587 G + 114 B + 500) / 1000, in every channel. */
  GREY {
    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      if (shape.channels() == 3) {
        for (int i = from; i < from + shape.bytes(); i += 3) {
          int red = 299 * (pixels[i] & 255);
          int green = 587 * (pixels[i + 1] & 255);
          int blue = 114 * (pixels[i + 2] & 255);
          Arrays.fill(pixels, i, i + 3, (byte) ((red + green + blue + 500) / 1000));
        }
      }
    }
  },
  /** Left for right. */
  MIRROR {
    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      int channels = shape.channels();
      byte[] before = Arrays.copyOfRange(pixels, from, from + shape.bytes());
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          int source = (y * shape.width() + shape.width() - 1 - x) * channels;
          int target = from + (y * shape.width() + x) * channels;
          System.arraycopy(before, source, pixels, target, channels);
        }
      }
    }
  },
  /** The mean of 3×3 pixels, of those that there are: a little out of focus. */
  BLUR {
    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      byte[] before = Arrays.copyOfRange(pixels, from, from + shape.bytes());
      for (int i = 0; i < before.length; i++) {
        pixels[from + i] = (byte) around(before, i, shape);
      }
    }

    private int around(byte[] image, int place, ImageShape shape) {
      int x = place / shape.channels() % shape.width();
      int y = place / shape.channels() / shape.width();
      return mean(image, shape, place % shape.channels(), y - 1, y + 1, x - 1, x + 1);
    }
  },
  /** A third of the light. */
  NIGHT {
    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      for (int i = from; i < from + shape.bytes(); i++) {
        pixels[i] = (byte) (((pixels[i] & 255) + 1) / 3);
      }
    }
  },
  /** What a sensor adds in poor light: normal noise of six grey levels, the same for one image. */
  NOISE {
    private static final double DEVIATION = 6;

    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      byte[] before = Arrays.copyOfRange(pixels, from, from + shape.bytes());
      SplittableRandom chance = new Seed(Arrays.hashCode(before)).derive("noise").generator();
      for (int i = 0; i < before.length; i++) {
        long value = Math.round((before[i] & 255) + DEVIATION * chance.nextGaussian());
        pixels[from + i] = (byte) Math.max(0, Math.min(255, value));
      }
    }
  },
  /** Through a JPEG of middling quality, as apps send photographs; grey or in colours. */
  COMPRESSED {
    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      if (shape.channels() == 1 || shape.channels() == 3) {
        byte[] before = Arrays.copyOfRange(pixels, from, from + shape.bytes());
        System.arraycopy(JpegRoundTrip.of(before, shape), 0, pixels, from, before.length);
      }
    }
  },
  /** At half the resolution: each pixel the mean of its block of 2×2. */
  COARSE {
    @Override
    void apply(byte[] pixels, int from, ImageShape shape) {
      byte[] before = Arrays.copyOfRange(pixels, from, from + shape.bytes());
      for (int i = 0; i < before.length; i++) {
        pixels[from + i] = (byte) block(before, i, shape);
      }
    }

    private int block(byte[] image, int place, ImageShape shape) {
      int left = place / shape.channels() % shape.width() / 2 * 2;
      int top = place / shape.channels() / shape.width() / 2 * 2;
      return mean(image, shape, place % shape.channels(), top, top + 1, left, left + 1);
    }
  };

  /** Of one channel from one row and column to others, of those pixels that there are. */
  private static int mean(
      byte[] image, ImageShape shape, int channel, int top, int bottom, int left, int right) {
    int sum = 0;
    int count = 0;
    for (int y = Math.max(0, top); y <= Math.min(shape.height() - 1, bottom); y++) {
      for (int x = Math.max(0, left); x <= Math.min(shape.width() - 1, right); x++) {
        sum += image[(y * shape.width() + x) * shape.channels() + channel] & 255;
        count++;
      }
    }
    return (sum + count / 2) / count;
  }

  /** Changes one image in place. */
  abstract void apply(byte[] pixels, int from, ImageShape shape);

  /** The images, changed; labels and groups are theirs. */
  public ImageSet of(ImageSet images) {
    return new TransformedImages(images, this);
  }

  /**
   * The transformation of that name.
   *
   * @throws IllegalArgumentException in one line, if there is none
   */
  public static Transformation parse(String name) {
    return Arrays.stream(values())
        .filter(transformation -> transformation.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no transformation; there are: %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Transformation::toString)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
