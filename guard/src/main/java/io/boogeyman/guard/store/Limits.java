package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import java.util.List;

/** Who may ask how much. Asked at every charge, by several threads: it must be quick. */
public interface Limits {

  /** A client's allowances, all of which hold; none for no limit. */
  List<Allowance> of(ClientName client);

  /** The allowances of all clients together. */
  List<Allowance> inAll();

  /** No limits: images are counted only. */
  static Limits none() {
    return each();
  }

  /** The same for each client, and none in all. */
  static Limits each(Allowance... allowances) {
    List<Allowance> each = List.of(allowances);
    return new Limits() {
      @Override
      public List<Allowance> of(ClientName client) {
        return each;
      }

      @Override
      public List<Allowance> inAll() {
        return List.of();
      }
    };
  }

  /** These, and some for all clients together. */
  default Limits andInAll(Allowance... allowances) {
    List<Allowance> inAll = List.of(allowances);
    Limits limits = this;
    return new Limits() {
      @Override
      public List<Allowance> of(ClientName client) {
        return limits.of(client);
      }

      @Override
      public List<Allowance> inAll() {
        return inAll;
      }
    };
  }
}
