package io.boogeyman.defend.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.nn.synthetic.Signs;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On drawn images: what small changes leave alone, and how many images share a code. */
class ImageCodeTest {
  private static final ImageShape SHAPE = ImageShape.square(32);
  private static final int COUNT = 1_000;
  private static final ImageCode CODE = new ImageCode(new KeyedDigest(new byte[16]), SHAPE);

  private static ImageBatch signs;
  private static ImageBatch scenes;

  @BeforeAll
  static void draw() throws UnreadableImageException {
    byte[] pixels = new byte[COUNT * SHAPE.bytes()];
    byte[] others = new byte[pixels.length];
    try (Signs drawn = new Signs(new Seed(1), COUNT);
        Scenes foreign = new Scenes(new Seed(2), COUNT)) {
      for (int i = 0; i < COUNT; i++) {
        System.arraycopy(drawn.read(i, SHAPE), 0, pixels, i * SHAPE.bytes(), SHAPE.bytes());
        System.arraycopy(foreign.read(i, SHAPE), 0, others, i * SHAPE.bytes(), SHAPE.bytes());
      }
    }
    signs = new ImageBatch(SHAPE, pixels);
    scenes = new ImageBatch(SHAPE, others);
  }

  @Test
  void small_noise_leaves_nearly_all_codes_alone() {
    assertThat(kept(signs, 1)).isGreaterThan(.94);
    assertThat(kept(scenes, 1)).isGreaterThan(.94);
    assertThat(kept(signs, 4)).isGreaterThan(.86);
    assertThat(kept(scenes, 4)).isGreaterThan(.86);
  }

  @Test
  void a_changed_pixel_leaves_nearly_all_codes_alone() {
    byte[] pixels = scenes.pixels().clone();
    for (int i = 0; i < COUNT; i++) {
      pixels[i * SHAPE.bytes() + 3 * (i % 1024)] ^= (byte) 0x80;
    }
    assertThat(same(scenes, new ImageBatch(SHAPE, pixels))).isGreaterThan(.87);
  }

  @Test
  void different_images_seldom_share_a_code() {
    assertThat(sharing(signs)).isLessThan(.2);
    assertThat(sharing(scenes)).isLessThan(.2);
  }

  /** The share of images that keep their code with noise of up to so many grey levels. */
  private static double kept(ImageBatch images, int levels) {
    SplittableRandom random = new SplittableRandom(levels);
    byte[] pixels = images.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      int value = (pixels[i] & 0xff) + random.nextInt(-levels, levels + 1);
      pixels[i] = (byte) Math.max(0, Math.min(255, value));
    }
    return same(images, new ImageBatch(SHAPE, pixels));
  }

  private static double same(ImageBatch images, ImageBatch others) {
    int same = 0;
    for (int i = 0; i < COUNT; i++) {
      same += CODE.of(images, i) == CODE.of(others, i) ? 1 : 0;
    }
    return (double) same / COUNT;
  }

  /** The share of images whose code another image has too. */
  private static double sharing(ImageBatch images) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 0; i < COUNT; i++) {
      counts.merge(CODE.of(images, i), 1, Integer::sum);
    }
    return counts.values().stream().filter(count -> count > 1).mapToInt(count -> count).sum()
        / (double) COUNT;
  }
}
