package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The states used last, within a number of clients and of bytes. Guarded by whoever owns it.
 *
 * <p>Cost: a few pointers a client, and no more than the owner allows.
 */
final class StateCache {
  /** A state's objects, its client's name and the map's entry, about. */
  private static final int OVERHEAD = 400;

  private final Map<ClientName, ClientState> states = new LinkedHashMap<>(16, 0.75f, true);
  private final int mostClients;
  private final long mostBytes;
  private long bytes;

  StateCache(int mostClients, long mostBytes) {
    this.mostClients = mostClients;
    this.mostBytes = mostBytes;
  }

  Optional<ClientState> get(ClientName client) {
    return Optional.ofNullable(states.get(client));
  }

  void put(ClientName client, ClientState state) {
    bytes += weight(state);
    Optional.ofNullable(states.put(client, state)).ifPresent(old -> bytes -= weight(old));
    shrink();
  }

  private void shrink() {
    Iterator<ClientState> eldest = states.values().iterator();
    while (states.size() > mostClients || (bytes > mostBytes && eldest.hasNext())) {
      bytes -= weight(eldest.next());
      eldest.remove();
    }
  }

  int clients() {
    return states.size();
  }

  long bytes() {
    return bytes;
  }

  static int weight(ClientState state) {
    return OVERHEAD + state.evidence().length;
  }
}
