package io.boogeyman.guard.gateway;

import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.guard.store.GuardStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** What releases must not forget, in the store; written where it has changed. */
final class ReleaseMemories {
  private final GuardStore store;
  private final Consumer<String> log;
  private final Map<String, Integer> kept = new HashMap<>();

  /**
   * @param log told of a memory that does not fit its release
   */
  ReleaseMemories(GuardStore store, Consumer<String> log) {
    this.store = store;
    this.log = log;
  }

  /** Writes what has changed since it was written last. */
  synchronized void keep(Enforcement enforcement) {
    enforcement
        .memories()
        .forEach(
            (release, memory) -> {
              int hash = Arrays.hashCode(memory);
              if (!Objects.equals(kept.get(release), hash)) {
                store.blobs().put(name(release), memory);
                kept.put(release, hash);
              }
            });
  }

  /** A release of other classes than it was when it remembered begins anew. */
  void recall(Enforcement enforcement) {
    recall(enforcement, Map.of());
  }

  /**
   * The same, from another policy.
   *
   * @param latest what its releases remember, whether that could be written or not
   */
  void recall(Enforcement enforcement, Map<String, byte[]> latest) {
    try {
      enforcement.recall(
          release ->
              Optional.ofNullable(latest.get(release)).or(() -> store.blobs().get(name(release))));
    } catch (IllegalArgumentException e) {
      log.accept(OneLine.of("a release begins without what it remembered: " + e.getMessage()));
    }
  }

  private static String name(String release) {
    return "memory of " + release;
  }
}
