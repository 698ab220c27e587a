package io.boogeyman.defend.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts what clients ask against what they may. What was counted stays so, whatever is killed
 * when. Safe for several threads.
 */
public interface Ledger {

  /**
   * Counts images against a client's allowance and that of all together; all of them or none.
   *
   * @return empty if they may be asked, else how long until some may be again
   */
  Optional<Exhausted> charge(ClientName client, int images, Instant now);

  /** Takes back what was counted for images that nobody answered. */
  void refund(ClientName client, int images, Instant now);

  /**
   * Nothing is left.
   *
   * @param allowance what is used up, for people: {@code "100 images a day"}
   * @param all whether that of all clients together is
   * @param again how long until there is more; empty if never
   */
  record Exhausted(String allowance, boolean all, Optional<Duration> again) {}
}
