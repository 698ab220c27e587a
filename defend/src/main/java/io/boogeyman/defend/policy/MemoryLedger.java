package io.boogeyman.defend.policy;

import io.boogeyman.defend.policy.file.Allowance;
import io.boogeyman.defend.policy.file.ClientSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts in memory: for an audit, whose record is elsewhere. */
public final class MemoryLedger implements Ledger {

  private record Account(Instant begin, long images) {}

  private final ClientSettings settings;
  private final Map<ClientName, Account> accounts = new HashMap<>();
  private Account all = new Account(Instant.EPOCH, 0);

  /** Counts against these allowances. */
  public MemoryLedger(ClientSettings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized Optional<Exhausted> charge(ClientName client, int images, Instant now) {
    Optional<Allowance> own = settings.of(client.value());
    Account account = current(accounts.get(client), own, now);
    Account together = current(all, settings.all(), now);
    Optional<Exhausted> exhausted =
        exhausted(account, own, images, false, now)
            .or(() -> exhausted(together, settings.all(), images, true, now));
    if (exhausted.isEmpty()) {
      accounts.put(client, new Account(account.begin(), account.images() + images));
      all = new Account(together.begin(), together.images() + images);
    }
    return exhausted;
  }

  private static Account current(Account known, Optional<Allowance> allowance, Instant now) {
    Instant begin = allowance.map(a -> a.period().begin(now)).orElse(Instant.EPOCH);
    return known == null || !known.begin().equals(begin) ? new Account(begin, 0) : known;
  }

  private static Optional<Exhausted> exhausted(
      Account account, Optional<Allowance> allowance, int images, boolean all, Instant now) {
    return allowance
        .filter(a -> account.images() + images > a.images())
        .map(
            a ->
                new Exhausted(
                    a.toString(),
                    all,
                    images > a.images()
                        ? Optional.empty()
                        : a.period().end(now).map(end -> Duration.between(now, end))));
  }

  @Override
  public synchronized void refund(ClientName client, int images, Instant now) {
    accounts.computeIfPresent(
        client, (name, known) -> new Account(known.begin(), Math.max(0, known.images() - images)));
    all = new Account(all.begin(), Math.max(0, all.images() - images));
  }
}
