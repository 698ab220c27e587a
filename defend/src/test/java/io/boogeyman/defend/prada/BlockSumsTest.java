package io.boogeyman.defend.prada;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSumsTest {

  @ParameterizedTest
  @CsvSource({"32,32,3,4", "32,32,3,8", "28,28,1,8", "13,7,3,4", "2,3,3,8", "224,224,3,4"})
  void no_two_images_are_nearer_than_the_bound(int height, int width, int channels, int grid) {
    ImageShape shape = new ImageShape(height, width, channels);
    BlockSums sums = new BlockSums(shape, grid);
    SumColumns columns = new SumColumns(sums);
    List<byte[]> images = images(shape);
    images.forEach(image -> columns.add(sums.of(image)));
    double[] bounds = new double[images.size()];
    for (byte[] query : images) {
      float[] numbers = sums.of(query);
      columns.bound(numbers, bounds);
      for (int i = 0; i < bounds.length; i++) {
        double squared = squared(query, images.get(i));
        assertThat(bounds[i]).isLessThanOrEqualTo(squared);
        assertThat(BlockSums.bound(numbers, sums.of(images.get(i)), 0))
            .isLessThanOrEqualTo(squared);
      }
    }
  }

  /** Black, white, flat, noisy and nearly alike ones. */
  private static List<byte[]> images(ImageShape shape) {
    SplittableRandom chance = new SplittableRandom(1);
    List<byte[]> images = new ArrayList<>();
    for (int value : new int[] {0, 255, 128, 129}) {
      byte[] flat = new byte[shape.bytes()];
      Arrays.fill(flat, (byte) value);
      images.add(flat);
    }
    for (int i = 0; i < 6; i++) {
      byte[] noise = new byte[shape.bytes()];
      chance.nextBytes(noise);
      images.add(noise);
      byte[] near = noise.clone();
      near[chance.nextInt(near.length)] ^= 1;
      images.add(near);
    }
    return images;
  }

  private static double squared(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = (one[i] & 255) - (other[i] & 255);
      sum += difference * difference;
    }
    return sum;
  }
}
