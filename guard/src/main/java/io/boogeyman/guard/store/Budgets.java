package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * How many images each client has asked, and all together, against what they may ask. No kill gives
 * any of it back, and nobody waits for the disk as a rule.
 *
 * <p>Images are charged against a lease: a block that is counted on disk before the first of it is
 * used. Within a lease a charge is a subtraction in memory; the next lease is taken in the
 * background when half of this one is used. Closing gives back what is left; after a kill a lease
 * counts as used, at most two of them an account, each at most a sixteenth of the smallest
 * allowance. Counts are exact: never is more granted than an allowance, however many threads ask,
 * and as long as nobody is killed no less either.
 *
 * <p>Days are kept, months and all time are their sums: allowances may change at any time, and what
 * was asked before counts. A clock that jumps back gives nothing back, since the day that it shows
 * has its own count.
 *
 * <p>Where the disk fails, nothing more is granted than what was leased: charging fails closed.
 */
public final class Budgets {
  /** The name of the account of all clients; no client's, for those are not blank. */
  private static final String ALL = "";

  /** All clients together use a lease up so many times as fast. */
  private static final int LEASES_IN_ALL = 16;

  private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();
  private final Ledger ledger;
  private final int lease;
  private final int most;
  private final Account all;
  private volatile Limits limits;
  private volatile LocalDate addedUp = LocalDate.EPOCH;

  Budgets(Ledger ledger, StoreSettings settings, Limits limits) {
    this.ledger = ledger;
    this.lease = settings.lease();
    this.most = settings.accounts();
    this.limits = limits;
    this.all = new Account(ALL, ledger, (long) lease * LEASES_IN_ALL);
  }

  /** From now on these limits hold; what was asked so far counts. */
  public void limit(Limits limits) {
    this.limits = limits;
  }

  /**
   * Charges images to a client, all of them or none.
   *
   * @param images at least 1
   * @param now decides which day it is
   * @throws StoreException if they cannot be counted on disk; then they must not be answered
   */
  public Charge charge(ClientName client, int images, Instant now) {
    if (images < 1) {
      throw new IllegalArgumentException("at least 1 image is charged, not " + images);
    }
    Limits held = limits;
    Wish wish = new Wish(images, day(now), held.of(client), held.inAll());
    while (true) {
      Account account = account(client);
      Attempt attempt = attempt(account, wish);
      if (attempt.charge.isPresent()) {
        return attempt.charge.get();
      }
      attempt.lack.ifPresent(DecisionWriter::await);
    }
  }

  /**
   * Takes back images that were charged and that nobody answered, if it is still the same day.
   *
   * @param now as when they were charged
   */
  public void refund(ClientName client, int images, Instant now) {
    Optional.ofNullable(accounts.get(client.value()))
        .ifPresent(account -> refund(account, images, day(now)));
    refund(all, images, day(now));
  }

  private static void refund(Account account, int images, LocalDate day) {
    synchronized (account) {
      account.unuse(images, day);
    }
  }

  private record Wish(int images, LocalDate day, List<Allowance> client, List<Allowance> inAll) {}

  /** Either what became of it, or what must be waited for before it is tried again. */
  private record Attempt(Optional<Charge> charge, Optional<CompletableFuture<Void>> lack) {
    static Attempt waiting(Optional<CompletableFuture<Void>> lack) {
      return new Attempt(Optional.empty(), lack);
    }

    static Attempt done(Charge charge) {
      return new Attempt(Optional.of(charge), Optional.empty());
    }
  }

  private Account account(ClientName client) {
    return accounts.computeIfAbsent(client.value(), name -> new Account(name, ledger, lease));
  }

  /** Both monitors are held, the client's first, while both accounts are looked at and changed. */
  private Attempt attempt(Account account, Wish wish) {
    synchronized (account) {
      if (accounts.get(account.name()) != account) {
        return Attempt.waiting(Optional.empty()); // it was ended meanwhile; there is a new one
      }
      Optional<CompletableFuture<Void>> turning = account.turnTo(wish.day);
      if (turning.isPresent()) {
        return Attempt.waiting(turning);
      }
      synchronized (all) {
        Optional<CompletableFuture<Void>> turningAll = all.turnTo(wish.day);
        return turningAll.isPresent() ? Attempt.waiting(turningAll) : decide(account, wish);
      }
    }
  }

  private Attempt decide(Account account, Wish wish) {
    Optional<Charge> refused = refusal(account, wish);
    if (refused.isPresent()) {
      return Attempt.done(refused.get());
    }
    Optional<CompletableFuture<Void>> lack = account.lacking(wish.images, wish.client);
    Optional<CompletableFuture<Void>> lackInAll = all.lacking(wish.images, wish.inAll);
    if (lack.isPresent() || lackInAll.isPresent()) {
      return Attempt.waiting(lack.isPresent() ? lack : lackInAll);
    }
    account.use(wish.images, wish.client);
    all.use(wish.images, wish.inAll);
    return Attempt.done(new Charge.Granted());
  }

  /** The refusal that lasts longest. */
  private Optional<Charge> refusal(Account account, Wish wish) {
    Optional<Charge.Refused> longest = Optional.empty();
    for (Allowance allowance : wish.client) {
      longest = longer(longest, refusal(account, allowance, wish, false));
    }
    for (Allowance allowance : wish.inAll) {
      longest = longer(longest, refusal(all, allowance, wish, true));
    }
    return longest.map(Charge.class::cast);
  }

  private static Optional<Charge.Refused> refusal(
      Account account, Allowance allowance, Wish wish, boolean inAll) {
    if (account.used().in(allowance.window()) + wish.images <= allowance.images()) {
      return Optional.empty();
    }
    Optional<Instant> again =
        wish.images > allowance.images() ? Optional.empty() : allowance.window().next(wish.day);
    return Optional.of(new Charge.Refused(allowance, inAll, again));
  }

  private static Optional<Charge.Refused> longer(
      Optional<Charge.Refused> one, Optional<Charge.Refused> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    Instant first = one.get().again().orElse(Instant.MAX);
    Instant second = other.get().again().orElse(Instant.MAX);
    return second.isAfter(first) ? other : one;
  }

  /**
   * What a client has been charged.
   *
   * @throws StoreException if it cannot be read
   */
  public Spending spent(ClientName client, Instant now) {
    Optional<Account> account = Optional.ofNullable(accounts.get(client.value()));
    return account.isPresent()
        ? spent(account.get(), day(now))
        : ledger.sums(client.value(), day(now));
  }

  private static Spending spent(Account account, LocalDate day) {
    while (true) {
      Optional<CompletableFuture<Void>> turning;
      synchronized (account) {
        turning = account.turnTo(day);
        if (turning.isEmpty()) {
          return account.used();
        }
      }
      turning.ifPresent(DecisionWriter::await);
    }
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** Clients whose counts are in memory. */
  int inMemory() {
    return accounts.size();
  }

  /**
   * Lets accounts go that nobody has used for a while, and gives back what is left of their leases.
   * If there are too many, those go that were used longest ago.
   */
  void letGo(long idleSeconds) {
    long before = System.nanoTime() - TimeUnit.SECONDS.toNanos(idleSeconds);
    end(idle(before));
    for (long seconds = idleSeconds / 2; accounts.size() > most && seconds > 0; seconds /= 2) {
      end(idle(System.nanoTime() - TimeUnit.SECONDS.toNanos(seconds)));
    }
  }

  private List<Account> idle(long before) {
    List<Account> idle = new ArrayList<>();
    for (Account account : accounts.values()) {
      synchronized (account) {
        if (account.isIdleSince(before)) {
          idle.add(account);
        }
      }
    }
    return idle;
  }

  /** An account stays known until its end is on disk: another one of its name reads from there. */
  private void end(List<Account> ending) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (Account account : ending) {
      synchronized (account) {
        ends.add(account.end());
      }
    }
    ends.forEach(Budgets::awaitAtLeisure);
    for (Account account : ending) {
      synchronized (account) {
        if (account.isOver()) {
          accounts.remove(account.name(), account);
        }
      }
    }
  }

  /** What could not be given back counts as used. */
  private static void awaitAtLeisure(CompletableFuture<Void> end) {
    try {
      end.get();
    } catch (ExecutionException countsAsUsed) {
      // The next lease of anybody fails too, and says so.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds up days that are long past, once a day. */
  void addUp(Instant now) {
    LocalDate today = day(now);
    if (!today.equals(addedUp)) {
      ledger.addUp(today);
      addedUp = today;
    }
  }

  /** Gives back what is left of all leases, after those that are being taken have come. */
  void close() {
    List<Account> ending = new ArrayList<>(accounts.values());
    ending.add(all);
    end(ending);
    end(ending);
  }
}
