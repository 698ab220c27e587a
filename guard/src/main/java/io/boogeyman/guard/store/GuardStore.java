package io.boogeyman.guard.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * All that a gateway must not forget, in one SQLite file: {@link Budgets}, {@link ClientStates},
 * {@link Blobs}, {@link Triggers}. Decisions are on disk before anybody acts on them; a thread
 * keeps house: it writes evidence every second, lets idle accounts go and forgets what the
 * retention is over for.
 *
 * <p>Closing gives back unused leases. A kill at any instant costs the leases (they count as used)
 * and the evidence and triggers of the last second.
 */
public final class GuardStore implements AutoCloseable {
  private static final int EVIDENCE_SECONDS = 1;
  private static final int IDLE_SECONDS = 300;
  private static final int LETTING_GO_SECONDS = 30;
  private static final int FORGETTING_SECONDS = 3600;
  private static final int TRIGGERS_SECONDS = 60;

  private final Database database;
  private final DecisionWriter writer;
  private final Budgets budgets;
  private final ClientStates states;
  private final Blobs blobs;
  private final Triggers triggers;
  private final Clock clock;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(GuardStore::housekeeper);
  private volatile Optional<String> trouble = Optional.empty();

  private GuardStore(
      Database database,
      DecisionWriter writer,
      StoreSettings settings,
      Limits limits,
      Clock clock) {
    this.database = database;
    this.clock = clock;
    this.writer = writer;
    this.budgets = new Budgets(new Ledger(database, writer), settings, limits);
    this.states = new ClientStates(database, writer, settings, clock, this::hurry);
    this.blobs = new Blobs(database, writer);
    this.triggers = new Triggers(database, this::hurry);
  }

  /**
   * Opens or makes the file.
   *
   * @param limits that hold until others are set
   * @param clock for what is retained how long
   * @throws StoreException in one line, if the file cannot be used, or another process has it
   */
  public static GuardStore open(Path file, StoreSettings settings, Limits limits, Clock clock) {
    Database database = Database.open(file);
    DecisionWriter writer = new DecisionWriter(database);
    try {
      GuardStore store = new GuardStore(database, writer, settings, limits, clock);
      store.keepHouse();
      return store;
    } catch (StoreException e) {
      writer.close();
      database.close();
      throw e;
    }
  }

  private void keepHouse() {
    every(EVIDENCE_SECONDS, this::writeEvidence);
    every(LETTING_GO_SECONDS, () -> budgets.letGo(IDLE_SECONDS));
    every(FORGETTING_SECONDS, this::forget);
    every(TRIGGERS_SECONDS, () -> triggers.forget(clock.instant()));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // goes on until the executor is shut down
  private void every(int seconds, Runnable work) {
    housekeeping.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (StoreException e) {
            trouble = Optional.of(e.getMessage());
          }
        },
        seconds,
        seconds,
        TimeUnit.SECONDS);
  }

  private static Thread housekeeper(Runnable work) {
    Thread thread = new Thread(work, "guard-housekeeping");
    thread.setDaemon(true);
    return thread;
  }

  private void hurry() {
    try {
      housekeeping.execute(this::writeEvidence);
    } catch (RejectedExecutionException closing) {
      throw new StoreException("the store is closed", closing);
    }
  }

  private void writeEvidence() {
    try {
      states.flush();
      triggers.flush();
      database.copyLog();
      trouble = Optional.empty();
    } catch (StoreException e) {
      trouble = Optional.of(e.getMessage());
    }
  }

  private void forget() {
    states.forget();
    budgets.addUp(clock.instant());
  }

  /** How much was asked, and may be. */
  public Budgets budgets() {
    return budgets;
  }

  /** What is known of clients. */
  public ClientStates states() {
    return states;
  }

  /** What is kept by name. */
  public Blobs blobs() {
    return blobs;
  }

  /** Clients' marked queries. */
  public Triggers triggers() {
    return triggers;
  }

  /** Why the last try to write what clients are known by failed; nothing if it did not. */
  public Optional<String> trouble() {
    return states.trouble().or(() -> trouble);
  }

  /**
   * Writes all evidence and triggers and gives back unused leases.
   *
   * @throws StoreException if evidence cannot be written; the file is closed all the same
   */
  @Override
  public void close() {
    housekeeping.shutdown();
    awaitHousekeeper();
    try (database;
        writer) {
      budgets.close();
      states.flush();
      triggers.flush();
    }
  }

  private void awaitHousekeeper() {
    try {
      housekeeping.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
