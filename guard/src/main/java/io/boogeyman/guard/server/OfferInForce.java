package io.boogeyman.guard.server;

import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.protocol.RequestException;

/** What clients are offered, which may be replaced while they ask. Safe for several threads. */
public interface OfferInForce {

  /** The offer at this moment, without waiting. */
  Offer now();

  /**
   * Does some work under one offer, which is not replaced before the work ends. Waits while the
   * offer is being replaced.
   *
   * @throws RequestException if the work does
   */
  <R> R during(Work<R> work) throws RequestException;

  /** Some work under an offer. */
  @FunctionalInterface
  interface Work<R> {
    /** Does it. */
    R under(Offer offer) throws RequestException;
  }

  /** An offer that is never replaced. */
  static OfferInForce always(Offer offer) {
    return new OfferInForce() {
      @Override
      public Offer now() {
        return offer;
      }

      @Override
      public <R> R during(Work<R> work) throws RequestException {
        return work.under(offer);
      }
    };
  }
}
