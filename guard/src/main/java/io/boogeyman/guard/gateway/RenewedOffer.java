package io.boogeyman.guard.gateway;

import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.protocol.RequestException;
import io.boogeyman.guard.server.OfferInForce;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * An offer that is replaced with its policy. Requests under way end under the policy that they
 * began with; those that come while it is replaced wait for the new one, and are read by what it
 * says: none is dropped, none is read by one and answered by another, and no client is known to two
 * policies at once.
 */
final class RenewedOffer implements OfferInForce {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** What it says of itself is read without waiting: threads of connections read it. */
  private volatile Offer offer;

  RenewedOffer(Offer first) {
    this.offer = first;
  }

  /** Replaces it, when nothing is under way. */
  void renew(Supplier<Offer> next) {
    lock.writeLock().lock();
    try {
      offer = next.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public Offer now() {
    return offer;
  }

  @Override
  public <R> R during(Work<R> work) throws RequestException {
    lock.readLock().lock();
    try {
      return work.under(offer);
    } finally {
      lock.readLock().unlock();
    }
  }
}
