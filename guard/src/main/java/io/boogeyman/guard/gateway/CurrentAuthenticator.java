package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.client.RequestFacts;
import java.util.Optional;
import java.util.function.Supplier;

/** The authenticator of the policy in force. */
record CurrentAuthenticator(Supplier<Authenticator> current) implements Authenticator {

  @Override
  public boolean judges(RequestFacts facts) {
    return current.get().judges(facts);
  }

  @Override
  public Optional<ClientName> client(RequestFacts facts) {
    return current.get().client(facts);
  }
}
