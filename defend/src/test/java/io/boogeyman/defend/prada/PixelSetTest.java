package io.boogeyman.defend.prada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.synthetic.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search that passes most pixels over, against one that looks at all of them. */
class PixelSetTest {

  @ParameterizedTest
  @ValueSource(strings = {"16x16", "7x13", "3x2"})
  void finds_the_nearest_member_and_keeps_distances_within_exactly(String size) {
    ImageShape shape = shape(size);
    PixelSet fast = new PixelSet(shape, true);
    VectorSet slow = new VectorSet();
    for (byte[] image : images(shape, 120)) {
      assertThat(fast.nearest(image)).isCloseTo(slow.nearest(values(image)), within(1e-9));
      fast.add(image);
      slow.add(values(image));
    }
    for (int i = 0; i < slow.size(); i++) {
      assertThat(fast.distancesWithin()[i]).isCloseTo(slow.distancesWithin()[i], within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void decides_as_the_search_that_looks_at_everything(PradaRule rule) {
    ImageShape shape = ImageShape.square(12);
    Prada<byte[]> fast = Prada.onPixels(shape, rule, Prada.DELTA);
    Prada<double[]> slow = new Prada<>(VectorSet::new, rule, Prada.DELTA);
    PradaClient<byte[]> one = fast.begin();
    PradaClient<double[]> other = slow.begin();
    List<byte[]> images = images(shape, 400);
    for (int i = 0; i < images.size(); i++) {
      fast.update(one, new PradaQuery<>(images.get(i), i % 3));
      slow.update(other, new PradaQuery<>(values(images.get(i)), i % 3));
      assertThat(one.w()).isCloseTo(other.w(), within(1e-9));
      assertThat(fast.accuses(one)).isEqualTo(slow.accuses(other));
    }
    assertThat(one.w()).isLessThan(1);
    assertThat(fast.write(fast.read(fast.write(one)))).isEqualTo(fast.write(one));
  }

  private static ImageShape shape(String size) {
    String[] sides = size.split("x", -1);
    return new ImageShape(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 3);
  }

  /** Scenes, some of them twice. */
  private static List<byte[]> images(ImageShape shape, int count) {
    List<byte[]> images = new ArrayList<>();
    try (ImageSource scenes = new Scenes(new Seed(1), count)) {
      for (int i = 0; i < count; i++) {
        images.add(scenes.read(i % 10 == 9 ? i - 1 : i, shape));
      }
    } catch (UnreadableImageException e) {
      throw new IllegalStateException(e);
    }
    return images;
  }

  private static double[] values(byte[] image) {
    return IntStream.range(0, image.length).mapToDouble(i -> (image[i] & 0xff) / 255.0).toArray();
  }
}
