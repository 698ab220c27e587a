package io.boogeyman.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RareClassStrategyTest {
  private static final ImageSet GREYS = new Greys();

  @Test
  void chooses_as_many_different_images_as_are_wanted() {
    int[] chosen = choose(Transcript.empty(GREYS), 100);

    assertThat(chosen).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void asks_nothing_twice() {
    int[] asked = IntStream.range(0, 200).toArray();
    List<Answer> answers =
        IntStream.of(asked).<Answer>mapToObj(i -> new Answer.Label(2, i % 2)).toList();

    int[] chosen = choose(new Transcript(GREYS, asked, answers), 56);

    assertThat(chosen).hasSize(56).doesNotContain(asked);
  }

  @Test
  void prefers_images_like_those_that_were_given_a_rare_class() {
    Answer common = new Answer.Label(2, 0);
    Answer rare = new Answer.Label(2, 1);
    Transcript asked =
        new Transcript(GREYS, new int[] {0, 50, 100, 200}, List.of(common, common, common, rare));

    int[] chosen = choose(asked, 40);

    assertThat(IntStream.of(chosen).filter(grey -> grey > 200).count()).isGreaterThan(20);
  }

  private static int[] choose(Transcript asked, int most) {
    try (QuerySession session = new RareClassStrategy().begin(GREYS, 256, new Seed(1))) {
      return session.choose(asked, most);
    }
  }

  /** 256 images of one pixel, image i of the brightness i. */
  private record Greys() implements ImageSet {

    @Override
    public ImageShape shape() {
      return ImageShape.square(1);
    }

    @Override
    public int size() {
      return 256;
    }

    @Override
    public String name() {
      return "greys";
    }

    @Override
    public String digest() {
      return "greys";
    }

    @Override
    public ImageBatch read(int... indices) {
      byte[] pixels = new byte[3 * indices.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) indices[i / 3];
      }
      return new ImageBatch(shape(), pixels);
    }

    @Override
    public Optional<Labels> labels() {
      return Optional.empty();
    }
  }
}
