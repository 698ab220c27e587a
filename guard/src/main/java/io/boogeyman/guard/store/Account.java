package io.boogeyman.guard.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What one account has used, and the lease that it uses from: images that are already counted on
 * disk. Everything happens under the account's monitor, which is never held while anybody waits for
 * a write.
 */
final class Account {
  /** A lease is no more than this part of the smallest allowance: a kill may cost two of them. */
  private static final long PART_OF_ALLOWANCE = 16;

  private final String name;
  private final Ledger ledger;
  private final long largestLease;

  private Optional<LocalDate> day = Optional.empty();
  private Spending used = new Spending(0, 0, 0);
  private long lease;
  private Optional<CompletableFuture<Void>> underWay = Optional.empty();
  private long lastUsed = System.nanoTime();

  Account(String name, Ledger ledger, long largestLease) {
    this.name = name;
    this.ledger = ledger;
    this.largestLease = largestLease;
  }

  String name() {
    return name;
  }

  /**
   * Makes the account that of a day.
   *
   * @return what must be waited for before this is tried again; nothing if it is ready
   */
  Optional<CompletableFuture<Void>> turnTo(LocalDate today) {
    if (day.equals(Optional.of(today))) {
      return Optional.empty();
    }
    if (underWay.isPresent()) {
      return underWay;
    }
    if (lease > 0) {
      return Optional.of(giveBack());
    }
    used = ledger.sums(name, today);
    day = Optional.of(today);
    return Optional.empty();
  }

  /** What is left of a lease goes back to its day, and the account has no day until then. */
  private CompletableFuture<Void> giveBack() {
    CompletableFuture<Void> written = ledger.add(name, day.orElseThrow(), -lease);
    lease = 0;
    day = Optional.empty();
    return leasing(written, 0);
  }

  /** What was charged on the day. */
  Spending used() {
    return used;
  }

  /** Images that all of the allowances leave. */
  private long room(List<Allowance> allowances) {
    long room = Long.MAX_VALUE;
    for (Allowance allowance : allowances) {
      room = Math.min(room, allowance.images() - used.in(allowance.window()));
    }
    return room;
  }

  /**
   * Takes another lease if this one does not do.
   *
   * @param images within the room that the allowances leave
   * @return what must be waited for before this is tried again; nothing if the lease does
   */
  Optional<CompletableFuture<Void>> lacking(long images, List<Allowance> allowances) {
    if (lease >= images) {
      return Optional.empty();
    }
    return underWay.isPresent()
        ? underWay
        : take(Math.max(block(allowances), images), room(allowances));
  }

  /** Uses images of the lease; when it runs low the next one is taken without anybody waiting. */
  void use(long images, List<Allowance> allowances) {
    lastUsed = System.nanoTime();
    lease -= images;
    used = used.plus(images);
    long block = block(allowances);
    if (lease <= block / 2 && underWay.isEmpty()) {
      take(block, room(allowances));
    }
  }

  /** Takes back images that were used on a day; what is asked too late counts as used. */
  void unuse(long images, LocalDate when) {
    if (day.equals(Optional.of(when))) {
      lease += images;
      used = used.plus(-images);
    }
  }

  private long block(List<Allowance> allowances) {
    long block = largestLease;
    for (Allowance allowance : allowances) {
      block = Math.min(block, allowance.images() / PART_OF_ALLOWANCE);
    }
    return Math.max(1, block);
  }

  private Optional<CompletableFuture<Void>> take(long wanted, long room) {
    long images = Math.min(wanted, room - lease);
    return images <= 0
        ? Optional.empty()
        : Optional.of(leasing(ledger.add(name, day.orElseThrow(), images), images));
  }

  /** What is done at once is under way no more: then its end came before it was noted here. */
  private CompletableFuture<Void> leasing(CompletableFuture<Void> written, long images) {
    CompletableFuture<Void> leased =
        written.whenComplete((nothing, failure) -> written(failure == null ? images : 0));
    underWay = leased.isDone() ? Optional.empty() : Optional.of(leased);
    return leased;
  }

  private synchronized void written(long images) {
    lease += images;
    underWay = Optional.empty();
  }

  /** Whether it was last used before an instant of {@link System#nanoTime}. */
  boolean isIdleSince(long nanoTime) {
    return underWay.isEmpty() && lastUsed - nanoTime < 0;
  }

  /**
   * Gives back what is left of the lease, unless something is under way.
   *
   * @return when what is under way is done
   */
  CompletableFuture<Void> end() {
    if (underWay.isPresent()) {
      return underWay.get();
    }
    if (lease > 0) {
      return giveBack();
    }
    day = Optional.empty();
    return CompletableFuture.completedFuture(null);
  }

  /** Whether all that it used, and no more, is counted on disk, and nobody has used it since. */
  boolean isOver() {
    return day.isEmpty() && underWay.isEmpty();
  }
}
