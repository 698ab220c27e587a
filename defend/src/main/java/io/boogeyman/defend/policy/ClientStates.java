package io.boogeyman.defend.policy;

import java.util.Optional;

/**
 * Keeps what is known of clients while nobody asks. Safe for several threads; one client is never
 * loaded and saved at once.
 */
public interface ClientStates {

  /** What was kept last. */
  Optional<byte[]> load(ClientName client);

  /** Keeps a state; it may take a while until it is safe from a kill. */
  void save(ClientName client, Summary summary, byte[] state);

  /** Keeps a state in which something was decided; when this returns, no kill forgets it. */
  void decided(ClientName client, Summary summary, byte[] state);

  /**
   * What can be told of a client without its state.
   *
   * @param level as in {@link Standing}
   * @param since when it came to that level, in milliseconds of the epoch
   * @param queries images that it asked in all
   * @param seen when it asked last, in milliseconds of the epoch
   */
  record Summary(int level, long since, long queries, long seen) {}
}
