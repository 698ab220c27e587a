package io.boogeyman.guard.store;

import java.time.Instant;
import java.util.Optional;

/** What became of a wish to ask images. */
public sealed interface Charge {

  /** They are charged. */
  record Granted() implements Charge {}

  /**
   * None of them is charged.
   *
   * @param allowance that they would go beyond
   * @param inAll whether it is that of all clients together
   * @param again when as many will be granted, if nothing else is asked; nothing if never
   */
  record Refused(Allowance allowance, boolean inAll, Optional<Instant> again) implements Charge {}
}
