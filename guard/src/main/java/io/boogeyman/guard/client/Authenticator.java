package io.boogeyman.guard.client;

import io.boogeyman.defend.policy.ClientName;
import java.util.List;
import java.util.Optional;

/** Tells who asks. Safe for several threads. */
@FunctionalInterface
public interface Authenticator {

  /**
   * Whether a request brings what this one judges. Who shows a key is judged by the key: a wrong
   * one does not make him a stranger who may ask without. One that stands alone judges all.
   */
  default boolean judges(RequestFacts facts) {
    return true;
  }

  /** Who asks; nothing if that is not proved. Never throws for what a request holds. */
  Optional<ClientName> client(RequestFacts facts);

  /** The first that judges a request has the last word; who is judged by none is nobody. */
  static Authenticator firstOf(List<Authenticator> authenticators) {
    List<Authenticator> all = List.copyOf(authenticators);
    return new Authenticator() {
      @Override
      public boolean judges(RequestFacts facts) {
        return all.stream().anyMatch(one -> one.judges(facts));
      }

      @Override
      public Optional<ClientName> client(RequestFacts facts) {
        for (Authenticator one : all) {
          if (one.judges(facts)) {
            return one.client(facts);
          }
        }
        return Optional.empty();
      }
    };
  }
}
