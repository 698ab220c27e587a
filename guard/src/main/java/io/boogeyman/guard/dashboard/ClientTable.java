package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.ClientName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The clients that are remembered. When there are twice as many as are kept, the less suspicious
 * half is forgotten, by a sort every 1,024 newcomers. Safe for several threads; one that thins
 * keeps nobody waiting.
 */
final class ClientTable {
  /** How many clients are remembered at least, if there are so many. */
  static final int KEPT = 1024;

  private final Map<ClientName, ClientView> views = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final ReentrantLock thinning = new ReentrantLock();

  /** The client's record; a new one, if it is not remembered. */
  ClientView of(ClientName client, Instant at) {
    ClientView known = views.get(client);
    if (known != null) {
      return known;
    }
    ClientView view =
        views.computeIfAbsent(client, name -> new ClientView(ids.incrementAndGet(), name, at));
    if (views.size() > 2 * KEPT) {
      thin();
    }
    return view;
  }

  private void thin() {
    if (thinning.tryLock()) {
      try {
        ranked().stream().skip(KEPT).forEach(rank -> views.remove(rank.view().name()));
      } finally {
        thinning.unlock();
      }
    }
  }

  int size() {
    return views.size();
  }

  /** All of them, the most suspicious first. */
  List<ClientView.Rank> ranked() {
    return views.values().stream().map(ClientView::rank).sorted().toList();
  }

  Optional<ClientView> find(ClientName client) {
    return Optional.ofNullable(views.get(client));
  }
}
