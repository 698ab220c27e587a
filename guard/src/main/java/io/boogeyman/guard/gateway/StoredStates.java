package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.store.ClientState;
import io.boogeyman.guard.store.ClientStates;
import java.time.Instant;
import java.util.Optional;

/** What a policy keeps of clients, in the gateway's store. */
record StoredStates(ClientStates states) implements io.boogeyman.defend.policy.ClientStates {

  @Override
  public Optional<byte[]> load(ClientName client) {
    return states.load(client).map(ClientState::evidence);
  }

  @Override
  public void save(ClientName client, Summary summary, byte[] state) {
    states.save(client, known(summary, state));
  }

  @Override
  public void decided(ClientName client, Summary summary, byte[] state) {
    states.decided(client, known(summary, state));
  }

  private static ClientState known(Summary summary, byte[] state) {
    return new ClientState(
        summary.level(),
        Instant.ofEpochMilli(summary.since()),
        Instant.ofEpochMilli(summary.seen()),
        summary.queries(),
        state);
  }
}
