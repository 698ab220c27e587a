package io.boogeyman.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.policy.ReleaseLadder;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.release.Exchange;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thief rebuilds of a policy. */
class KnownReleasesTest {
  private static final ImageShape SHAPE = ImageShape.square(16);
  private static final ImageBatch IMAGE = new ImageBatch(SHAPE, new byte[SHAPE.bytes()]);
  private static final List<Answer> ANSWER =
      List.of(new Answer.Vector(new float[] {0.7f, 0.2f, 0.1f}));

  @TempDir private Path folder;

  private OpenPolicy policy(String says) throws IOException {
    try (SavedNetwork network =
        new SavedNetwork(
            Architectures.named("5l").create(3, SHAPE, new Seed(1)),
            List.of("a", "b", "c"),
            Map.of())) {
      network.write(folder.resolve("victim.safetensors"));
    }
    Files.writeString(folder.resolve("secret"), "the secret of the policy");
    Path file =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            policy: 1
            version: "1"
            author: jane
            model: {victim: victim.safetensors, name: signs}
            secret: {file: secret}
            """
                + says);
    Computing computing = new Computing(1, (architecture, shape) -> Compute.cpu(1));
    return new PolicyOpening(computing, notice -> {}, name -> null)
        .open(new PolicyReader().read(file));
  }

  /** What the policy itself makes of the answer. */
  private static List<Answer> released(OpenPolicy policy) {
    try (ReleaseLadder ladder = ReleaseLadder.of(policy.file().policy(), policy.means())) {
      return ladder.release(Exchange.of(IMAGE, ANSWER), List.of(0));
    }
  }

  private static List<List<Answer>> rebuilt(OpenPolicy policy) {
    try (KnownReleases releases = KnownReleases.of(policy)) {
      return releases.release(IMAGE, ANSWER);
    }
  }

  @Test
  void what_needs_no_secret_is_rebuilt_as_it_is() throws IOException {
    try (OpenPolicy policy = policy("release: [reverse-sigmoid]\n")) {
      assertThat(rebuilt(policy)).containsExactly(released(policy));
    }
  }

  @Test
  void what_needs_the_secret_is_rebuilt_with_another() throws IOException {
    try (OpenPolicy policy = policy("release: [gaussian-noise]\n")) {
      assertThat(rebuilt(policy)).hasSize(1).doesNotContain(released(policy));
    }
  }

  @Test
  void each_step_that_releases_something_else_is_one_way_more() throws IOException {
    try (OpenPolicy policy =
        policy(
            """
            detectors: {prada: {delta: 0.9}}
            release: [full]
            suspicion:
              - {step: told, at: 0.3, alert: true}
              - {step: coarse, at: 0.5, release: [label]}
              - {step: refused, at: 1, refuse: true}
            """)) {
      assertThat(rebuilt(policy)).containsExactly(ANSWER, List.of(new Answer.Label(3, 0)));
    }
  }
}
