package io.boogeyman.cli.policy;

import io.boogeyman.attack.recovery.RebuiltDefence;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.defend.policy.ReleaseLadder;
import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.defend.policy.file.SuspicionStep;
import io.boogeyman.defend.release.Exchange;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseMeans;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The releases of a policy with all that they need but its secret, in whose place another is. */
public final class KnownReleases implements RebuiltDefence, AutoCloseable {
  private static final String OTHER_SECRET = "a secret of the thief's own";

  private final ReleaseLadder ladder;
  private final List<Integer> levels;

  private KnownReleases(ReleaseLadder ladder, List<Integer> levels) {
    this.ladder = ladder;
    this.levels = levels;
  }

  static KnownReleases of(OpenPolicy open) {
    ReleaseMeans means = open.means();
    ReleaseMeans own =
        new ReleaseMeans(
            ReleaseKey.of(OTHER_SECRET.getBytes(StandardCharsets.UTF_8)),
            means.classes(),
            means.shape(),
            means.compute(),
            means.folder());
    Policy policy = open.file().policy();
    return new KnownReleases(ReleaseLadder.of(policy, own), different(policy.suspicion()));
  }

  /** The levels at which something else is released than at the one below. */
  private static List<Integer> different(List<SuspicionStep> steps) {
    List<Integer> levels = new ArrayList<>(List.of(0));
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).release().isPresent()) {
        levels.add(i + 1);
      }
    }
    return levels;
  }

  @Override
  public synchronized List<List<Answer>> release(ImageBatch images, List<Answer> answers) {
    Exchange exchange = Exchange.of(images, answers);
    return levels.stream()
        .map(level -> ladder.release(exchange, Collections.nCopies(exchange.size(), level)))
        .toList();
  }

  @Override
  public void close() {
    ladder.close();
  }
}
