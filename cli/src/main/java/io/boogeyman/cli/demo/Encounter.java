package io.boogeyman.cli.demo;

import io.boogeyman.core.random.Seed;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/** A customer and a thief at the same gateway, each at its own pace, until the thief gives up. */
final class Encounter {
  private final Pace pace;
  private final Visit customer;
  private final Visit thief;
  private final SplittableRandom chance;
  private final long start = System.nanoTime();
  private Duration customerNext = Duration.ZERO;
  private Duration thiefNext = Duration.ZERO;

  Encounter(Pace pace, Visit customer, Visit thief, Seed seed) {
    this.pace = pace;
    this.customer = customer;
    this.thief = thief;
    this.chance = seed.derive("pauses").generator();
  }

  /** One asks after the other, whoever's turn it is: no request waits for another for long. */
  void run() throws IOException, InterruptedException {
    customer.ask();
    customerNext = since(start).plus(pauseOfCustomer());
    thiefNext = since(start).plus(pace.alone());
    while (thief.hasMore() && thief.tally().refusedInARow() < pace.stubborn()) {
      if (customer.hasMore() && customerNext.compareTo(thiefNext) <= 0) {
        await(customerNext);
        customer.ask();
        customerNext = since(start).plus(pauseOfCustomer());
      } else {
        await(thiefNext);
        thief.ask();
        thiefNext = since(start).plus(pace.thief());
      }
    }
    thief.tell(thief.hasMore() ? "gives up" : "has no more images");
  }

  private Duration pauseOfCustomer() {
    return pace.customer().multipliedBy(50 + chance.nextInt(101)).dividedBy(100);
  }

  private static Duration since(long instant) {
    return Duration.ofNanos(System.nanoTime() - instant);
  }

  private void await(Duration until) throws InterruptedException {
    Thread.sleep(Math.max(0, until.minus(since(start)).toMillis()));
  }
}
