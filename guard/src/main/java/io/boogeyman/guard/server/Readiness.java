package io.boogeyman.guard.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Whether requests should be sent here: not when the end is near, and not without a model. */
final class Readiness {
  private final AtomicBoolean ending = new AtomicBoolean();
  private final BooleanSupplier model;

  Readiness(BooleanSupplier model) {
    this.model = model;
  }

  boolean isReady() {
    return !ending.get() && model.getAsBoolean();
  }

  /** From now on not any more; true the first time. */
  boolean end() {
    return ending.compareAndSet(false, true);
  }
}
