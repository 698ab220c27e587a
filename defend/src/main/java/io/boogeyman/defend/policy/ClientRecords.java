package io.boogeyman.defend.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The records of clients: those who asked lately in memory, the others where {@link ClientStates}
 * keeps them. Clients are dealt to stripes; what happens to clients of one stripe happens one after
 * the other, so that no record is ever in two places.
 *
 * <p>Memory: 80 KiB a record at most, for as many as may be live.
 */
final class ClientRecords implements AutoCloseable {
  private static final int STRIPES = 64;

  private static final class Stripe {
    private final LinkedHashMap<ClientName, ClientRecord> live =
        new LinkedHashMap<>(16, 0.75f, true);
    private final Set<ClientName> changed = new LinkedHashSet<>();
  }

  private final ClientStates states;
  private final Watch watch;
  private final Levels levels;
  private final int most;
  private final Stripe[] stripes = new Stripe[STRIPES];

  /** Counted apart: whoever asks for it must not wait for a client whose decision is written. */
  private final AtomicInteger live = new AtomicInteger();

  /**
   * @param levels of the policy, on which those are placed who stood somewhere before
   * @param live records in memory at most
   */
  ClientRecords(ClientStates states, Watch watch, Levels levels, int live) {
    this.states = states;
    this.watch = watch;
    this.levels = levels;
    this.most = Math.max(1, live / STRIPES);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** Does something with a client's record, which it may change. Nobody else does meanwhile. */
  <T> T with(ClientName client, Function<ClientRecord, T> work) {
    Stripe stripe = stripes[Math.floorMod(client.hashCode(), STRIPES)];
    synchronized (stripe) {
      ClientRecord known = stripe.live.get(client);
      ClientRecord kept = known == null ? load(client) : known;
      if (known == null) {
        stripe.live.put(client, kept);
        live.incrementAndGet();
      }
      stripe.changed.add(client);
      T result = work.apply(kept);
      makeRoom(stripe);
      return result;
    }
  }

  private ClientRecord load(ClientName client) {
    Optional<ClientRecord> kept =
        states.load(client).map(bytes -> ClientRecordFormat.read(bytes, watch));
    kept.ifPresent(record -> levels.place(record, watch));
    return kept.orElseGet(ClientRecord::new);
  }

  /** Keeps a record in which something was decided, before anybody learns of the decision. */
  void decided(ClientName client, ClientRecord kept) {
    states.decided(client, kept.summary(), kept.write(watch));
  }

  private void makeRoom(Stripe stripe) {
    if (stripe.live.size() > most) {
      ClientName oldest = stripe.live.keySet().iterator().next();
      try {
        save(stripe, oldest);
        stripe.live.remove(oldest);
        live.decrementAndGet();
      } catch (RuntimeException notNow) {
        // Another client is being served, and nothing is lost: this one stays, as if it had asked.
        stripe.live.put(oldest, stripe.live.remove(oldest));
      }
    }
  }

  /** A record that cannot be kept now is still to be kept. */
  private void save(Stripe stripe, ClientName client) {
    if (stripe.changed.contains(client)) {
      ClientRecord kept = stripe.live.get(client);
      states.save(client, kept.summary(), kept.write(watch));
      stripe.changed.remove(client);
    }
  }

  /**
   * Keeps all that has changed, and lets go of those who have been silent since; to be called now
   * and then.
   */
  void flush(Instant since) {
    for (Stripe stripe : stripes) {
      // One by one: a client must not wait for the whole stripe to be written.
      for (ClientName client : changed(stripe)) {
        synchronized (stripe) {
          save(stripe, client);
        }
      }
      synchronized (stripe) {
        // One who came since is still to be kept.
        int before = stripe.live.size();
        stripe
            .live
            .entrySet()
            .removeIf(
                client ->
                    client.getValue().seen().isBefore(since)
                        && !stripe.changed.contains(client.getKey()));
        live.addAndGet(stripe.live.size() - before);
      }
    }
  }

  private static List<ClientName> changed(Stripe stripe) {
    synchronized (stripe) {
      return List.copyOf(stripe.changed);
    }
  }

  /** How many are in memory. */
  int live() {
    return live.get();
  }

  @Override
  public void close() {
    flush(Instant.MIN);
  }
}
