package io.boogeyman.guard.store;

import java.time.Duration;

/**
 * How much is kept where.
 *
 * @param lease images that a client's lease holds at most, at least 1
 * @param accounts clients whose budgets are kept in memory, about
 * @param cachedClients clients whose states are kept in memory at most
 * @param cachedBytes of such states at most
 * @param waitingBytes of states that wait for being written at most
 * @param retention how long a client is remembered who asks nothing more
 */
public record StoreSettings(
    int lease,
    int accounts,
    int cachedClients,
    long cachedBytes,
    long waitingBytes,
    Duration retention) {

  /** For 100,000 clients in less than 1 GiB. */
  public static StoreSettings standard() {
    return new StoreSettings(256, 100_000, 20_000, 256L << 20, 64L << 20, Duration.ofDays(90));
  }

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public StoreSettings {
    require(lease >= 1, "lease must be at least 1");
    require(accounts >= 1, "accounts must be at least 1");
    require(cachedClients >= 1, "cachedClients must be at least 1");
    require(cachedBytes >= 0, "cachedBytes must not be negative");
    require(waitingBytes >= 1, "waitingBytes must be at least 1");
    require(retention.compareTo(Duration.ZERO) > 0, "retention must be over 0");
  }

  private static void require(boolean held, String message) {
    if (!held) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The same with another lease. */
  public StoreSettings withLease(int lease) {
    return new StoreSettings(lease, accounts, cachedClients, cachedBytes, waitingBytes, retention);
  }

  /** The same with another retention. */
  public StoreSettings withRetention(Duration retention) {
    return new StoreSettings(lease, accounts, cachedClients, cachedBytes, waitingBytes, retention);
  }

  /** The same with another room for states in memory. */
  public StoreSettings withCache(int clients, long bytes) {
    return new StoreSettings(lease, accounts, clients, bytes, waitingBytes, retention);
  }
}
