package io.boogeyman.victim.service.call;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends the waiting of calls that need not be made again, but no call that is under way. */
public final class Halt {
  private final CountDownLatch halted = new CountDownLatch(1);

  /** Nothing is waited for any more. */
  public void halt() {
    halted.countDown();
  }

  /** Whether nothing new is to be begun. */
  public boolean isHalted() {
    return halted.getCount() == 0;
  }

  /** Waits so long, or until halted, and says whether it was halted. */
  boolean await(Duration pause) throws InterruptedException {
    return halted.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }
}
