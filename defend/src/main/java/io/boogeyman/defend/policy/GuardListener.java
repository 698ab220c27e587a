package io.boogeyman.defend.policy;

/** Told of what happens, in the thread in which it happens: it must not wait for anything slow. */
@FunctionalInterface
public interface GuardListener {
  /** Hears nothing. */
  GuardListener SILENT = event -> {};

  /** Something happened. */
  void happened(GuardEvent event);

  /** Both are told, this one first. */
  default GuardListener and(GuardListener other) {
    return event -> {
      happened(event);
      other.happened(event);
    };
  }
}
