package io.boogeyman.defend.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageDigest;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentImagesTest {

  private static ImageDigest image(long number) {
    return new ImageDigest(new SplittableRandom(number).nextLong(), number);
  }

  @Test
  void knows_the_last_thousand_and_no_more() {
    RecentImages images = new RecentImages();
    Deque<Long> last = new ArrayDeque<>();
    SplittableRandom chance = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      long number = chance.nextLong(1500);
      boolean unknown = !last.contains(number);
      assertThat(images.add(image(number))).isEqualTo(unknown);
      if (unknown) {
        last.add(number);
        if (last.size() > 1024) {
          last.remove();
        }
      }
    }
  }

  @Test
  void is_the_same_when_it_was_written_and_read() {
    RecentImages images = new RecentImages();
    for (int i = 0; i < 1500; i++) {
      images.add(image(i));
    }
    ByteBuffer bytes = ByteBuffer.allocate(images.bytes());
    images.write(bytes);
    RecentImages read = RecentImages.read(bytes.flip());
    for (int i = 1600; i > 400; i--) {
      assertThat(read.add(image(i))).as("image %d", i).isEqualTo(images.add(image(i)));
    }
  }
}
