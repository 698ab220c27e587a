package io.boogeyman.victim.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.nn.inference.NetworkApi;
import io.boogeyman.nn.network.Network;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every victim promises, whatever serves it: the same network behind any of them gives the
 * same transcript. A kind of victim joins by a subclass that serves {@link TinyNetwork}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class VictimConformance {
  private static final int COUNT = 11;
  private static final float TOLERANCE = 1e-5f;

  private final ImageBatch images = TinyNetwork.images(COUNT);
  private Victim victim;
  private List<Answer> expected;

  /**
   * The tiny network, served.
   *
   * @param folder for what files it needs
   */
  protected abstract Victim victim(Path folder) throws IOException;

  /** What a file of the tiny network needs to be told so that it is asked rightly. */
  protected static Victim open(Path file, Map<String, String> options) throws IOException {
    return Victims.open(file.toString(), options, TinyNetwork.COMPUTING, notice -> {});
  }

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    try (Network network = TinyNetwork.network();
        NetworkApi api =
            new NetworkApi(
                network, TinyNetwork.CLASSES, TinyNetwork.COMPUTING.choice().choose(null, null))) {
      expected = api.ask(images);
    }
    victim = victim(folder);
  }

  @AfterAll
  void close() {
    victim.close();
  }

  @Test
  void takes_the_network_s_images() {
    assertThat(victim.shape()).isEqualTo(TinyNetwork.SHAPE);
  }

  @Test
  void names_the_network_s_classes() {
    assertThat(victim.api().classNames()).isEqualTo(TinyNetwork.CLASSES);
  }

  @Test
  void the_network_tells_the_images_apart() {
    assertThat(expected.stream().map(Answer::top).distinct()).hasSizeGreaterThan(1);
  }

  @Test
  void answers_a_batch_as_the_network_does() {
    assertAnswers(victim.api().ask(images), expected);
  }

  @Test
  void answers_one_by_one_as_together() {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      answers.addAll(victim.api().ask(images.slice(i, i + 1)));
    }
    assertAnswers(answers, expected);
  }

  @Test
  void answers_in_the_order_of_the_images() {
    for (int i = COUNT - 1; i > 0; i--) {
      List<Answer> pair = victim.api().ask(images.slice(i - 1, i + 1));
      assertAnswers(pair, expected.subList(i - 1, i + 1));
    }
  }

  @Test
  void answers_more_images_than_fit_one_pass() {
    int many = 600;
    ImageBatch all = TinyNetwork.images(many);
    List<Answer> answers = victim.api().ask(all);
    assertThat(answers).hasSize(many);
    assertAnswers(victim.api().ask(all.slice(many - 1, many)), answers.subList(many - 1, many));
    assertAnswers(victim.api().ask(all.slice(300, 301)), answers.subList(300, 301));
  }

  @Test
  void answers_no_images_with_no_answers() {
    assertThat(victim.api().ask(images.slice(0, 0))).isEmpty();
  }

  @Test
  void refuses_images_of_another_size() {
    ImageBatch other = new ImageBatch(ImageShape.square(14), new byte[3 * 14 * 14]);
    assertThatThrownBy(() -> victim.api().ask(other))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("takes 12x14 images, not 14x14")
        .doesNotContain("\n");
  }

  @Test
  void says_what_its_answers_tell_at_most() {
    victim.finest().ifPresent(finest -> assertThat(finest).isEqualTo(new Granularity.Full()));
  }

  @Test
  void has_an_identity_and_a_digest() {
    assertThat(victim.digest()).matches("[0-9a-f]{64}");
    assertThat(victim.api().identity()).isNotBlank().doesNotContain("\n");
  }

  private static void assertAnswers(List<Answer> answers, List<Answer> expected) {
    assertThat(answers).hasSameSizeAs(expected);
    for (int i = 0; i < answers.size(); i++) {
      Answer.Vector answer = (Answer.Vector) answers.get(i);
      Answer.Vector wanted = (Answer.Vector) expected.get(i);
      assertThat(answer.classes()).isEqualTo(wanted.classes());
      assertThat(answer.top()).isEqualTo(wanted.top());
      for (int k = 0; k < wanted.classes(); k++) {
        assertThat(answer.probability(k))
            .as("image %d, class %d", i, k)
            .isCloseTo(wanted.probability(k), within(TOLERANCE));
      }
    }
  }
}
