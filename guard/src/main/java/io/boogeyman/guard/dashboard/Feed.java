package io.boogeyman.guard.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Tells those who look what changes, once a second, as Server-Sent Events: {@code state} is all of
 * it, {@code change} what has changed since. Computed once for all of them, and not at all while
 * nobody looks. Who does not take what was sent gets nothing more until it has, then all of it; who
 * takes nothing for half a minute is dropped. After an hour everybody has to come in anew.
 */
final class Feed implements AutoCloseable {
  /** How many may look at once. */
  static final int SEATS = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int RECENT = 3;

  private final Supplier<Overview> overview;
  private final Json json;
  private final ScheduledExecutorService thread = thread();
  private final ScheduledFuture<?> beat;

  /** Those taken. One that is left is free again with the next beat. */
  private final AtomicInteger seats = new AtomicInteger();

  /** Both of the feed's own thread alone. */
  private final List<Seat> seated = new ArrayList<>();

  private Optional<ObjectNode> last = Optional.empty();

  /** Somebody who looks. */
  private static final class Seat {
    private final HttpResponseWriter writer;
    private final long begin = System.nanoTime();
    private long written = System.nanoTime();
    private CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);
    private boolean lacksAll = true;

    Seat(HttpResponseWriter writer) {
      this.writer = writer;
    }

    boolean isOver() {
      return !writer.isOpen()
          || System.nanoTime() - begin > LONGEST.toNanos()
          || (!taken.isDone() && System.nanoTime() - written > PATIENCE.toNanos());
    }

    void tell(HttpData all, HttpData change) {
      if (!taken.isDone()) {
        lacksAll = true;
      } else if (writer.tryWrite(lacksAll ? all : change)) {
        lacksAll = false;
        written = System.nanoTime();
        taken = writer.whenConsumed();
      }
    }
  }

  Feed(Supplier<Overview> overview, Json json, Duration period) {
    this.overview = overview;
    this.json = json;
    this.beat =
        thread.scheduleWithFixedDelay(
            this::tell, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService thread() {
    return new ScheduledThreadPoolExecutor(
        1,
        work -> {
          Thread thread = new Thread(work, "dashboard");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Begins to tell; empty if no seat is left. */
  Optional<HttpResponse> seat(ResponseHeaders headers) {
    if (seats.incrementAndGet() > SEATS) {
      seats.decrementAndGet();
      return Optional.empty();
    }
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(headers);
    try {
      thread.execute(
          () -> {
            seated.add(new Seat(writer));
            tell();
          });
    } catch (RejectedExecutionException e) {
      writer.close(); // it is closed
    }
    return Optional.of(writer);
  }

  /** An exception would end all further telling: those who look come in anew instead. */
  private void tell() {
    try {
      List.copyOf(seated).stream().filter(Seat::isOver).forEach(this::leave);
      if (seated.isEmpty()) {
        last = Optional.empty();
      } else {
        tellAll();
      }
    } catch (RuntimeException e) {
      seated.forEach(seat -> seat.writer.close(e));
      leaveAll();
    }
  }

  private void leave(Seat seat) {
    seat.writer.close();
    seated.remove(seat);
    seats.decrementAndGet();
  }

  private void leaveAll() {
    List.copyOf(seated).forEach(this::leave);
  }

  private void tellAll() {
    Overview now = overview.get();
    ObjectNode tree = json.tree(now);
    ObjectNode changes =
        Changes.between(last.orElse(tree), tree, json.tree(now.series().last(RECENT)));
    boolean somebodyLacksAll =
        seated.stream().anyMatch(seat -> seat.lacksAll || !seat.taken.isDone());
    HttpData all = somebodyLacksAll ? event("state", tree) : HttpData.empty();
    HttpData change = event("change", changes);
    seated.forEach(seat -> seat.tell(all, change));
    last = Optional.of(tree);
  }

  private HttpData event(String name, ObjectNode data) {
    return HttpData.ofUtf8("event: " + name + "\ndata: " + json.text(data) + "\n\n");
  }

  /** Ends what is told to everybody; those who come later are told nothing. */
  @Override
  public void close() {
    try {
      thread.execute(this::leaveAll);
    } catch (RejectedExecutionException e) {
      return; // closed before
    }
    beat.cancel(false);
    thread.shutdown();
  }
}
