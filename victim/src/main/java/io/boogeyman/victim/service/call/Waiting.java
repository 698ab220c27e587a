package io.boogeyman.victim.service.call;

import java.time.Duration;

/** How time passes between two tries. */
interface Waiting {

  /** As it does. */
  Waiting REAL =
      new Waiting() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public boolean await(Duration pause, Halt halt) throws InterruptedException {
          return halt.await(pause);
        }
      };

  /** Now, by a clock that never jumps. */
  long nanoTime();

  /** Waits so long, or until halted, and says whether it was halted. */
  boolean await(Duration pause, Halt halt) throws InterruptedException;
}
