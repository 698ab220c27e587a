package io.boogeyman.defend.policy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps states in memory: for an audit, and for tests. */
public final class MemoryStates implements ClientStates {
  private final Map<ClientName, byte[]> states = new ConcurrentHashMap<>();

  @Override
  public Optional<byte[]> load(ClientName client) {
    return Optional.ofNullable(states.get(client));
  }

  @Override
  public void save(ClientName client, Summary summary, byte[] state) {
    states.put(client, state);
  }

  @Override
  public void decided(ClientName client, Summary summary, byte[] state) {
    states.put(client, state);
  }
}
