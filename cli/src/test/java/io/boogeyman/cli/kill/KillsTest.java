package io.boogeyman.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.prediction.PredictionApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program killed again and again, 20 times unless {@code -Dboogeyman.kills=1000} says
 * otherwise; {@code -Dboogeyman.kills.seed} chooses other instants.
 */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS) // has no SIGKILL, and does not tell how a process ended
class KillsTest {
  private static final int KILLS = Integer.getInteger("boogeyman.kills", 20);
  private static final long SEED = Long.getLong("boogeyman.kills.seed", 6);

  @TempDir private Path folder;

  @Test
  void work_that_is_killed_again_and_again_ends_as_if_nothing_had_been()
      throws IOException, InterruptedException {
    try (Killer killer = new Killer(folder, SEED)) {
      Tally tally = killer.kill(KILLS);
      System.out.println(tally);
      assertThat(tally.kills()).isEqualTo(KILLS);
      assertThat(tally.imagesAnsweredAgain())
          .isLessThanOrEqualTo(tally.requestsLost() * PredictionApi.REQUEST);
      assertThat(tally.requestsLost())
          .isLessThanOrEqualTo(tally.kills(Phase.ASKING) + tally.kills(Phase.EXAMINING));
      assertThat(Arrays.stream(Phase.values()).filter(phase -> tally.kills(phase) > 0))
          .as("phases that were hit")
          .hasSizeGreaterThanOrEqualTo(Math.min(KILLS, 5));
    }
  }
}
