package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UntrainedSurrogateTest {
  private static final KeyedDigest KEY = new KeyedDigest(new byte[16]);
  private static final ImageBatch IMAGES = Chains.images(1, 2);

  @Test
  void looks_at_the_image_and_has_no_opinion_yet() {
    UntrainedSurrogate surrogate = new UntrainedSurrogate(KEY, 10, Chains.SHAPE);
    double[] posterior = surrogate.posterior(IMAGES, 0);
    assertThat(Arrays.stream(posterior).sum()).isCloseTo(1, offset(1e-12));
    assertThat(Arrays.stream(posterior).max().orElseThrow()).isLessThan(.5);
    assertThat(surrogate.posterior(IMAGES, 1)).isNotEqualTo(posterior);
  }

  @Test
  void has_the_weights_of_its_key() {
    double[] posterior = new UntrainedSurrogate(KEY, 10, Chains.SHAPE).posterior(IMAGES, 0);
    assertThat(new UntrainedSurrogate(KEY, 10, Chains.SHAPE).posterior(IMAGES, 0))
        .isEqualTo(posterior);
    assertThat(new UntrainedSurrogate(KEY.derive("other"), 10, Chains.SHAPE).posterior(IMAGES, 0))
        .isNotEqualTo(posterior);
  }

  @Test
  void takes_images_of_any_size() {
    ImageShape tiny = ImageShape.square(1);
    assertThat(
            new UntrainedSurrogate(KEY, 3, tiny)
                .posterior(new ImageBatch(tiny, new byte[] {1, 2, 3}), 0))
        .hasSize(3);
  }
}
