package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.watermark.MarkedModel;
import io.boogeyman.defend.watermark.TriggerSet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Looks up clients' marked queries in a gateway's store, whether the gateway runs or not. Changes
 * nothing of what is kept, and keeps nobody waiting; where no gateway runs, SQLite leaves its two
 * empty files for sharing the store beside it, and must be allowed to. Those whose time is over are
 * not there, deleted or not.
 */
public final class TriggerArchive implements AutoCloseable {
  private final ReadDatabase database;
  private final Clock clock;

  private TriggerArchive(ReadDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens a gateway's file for reading.
   *
   * @throws StoreException in one line, if it is none, or cannot be read
   */
  public static TriggerArchive open(Path file, Clock clock) {
    return new TriggerArchive(ReadDatabase.open(file), clock);
  }

  /**
   * Whose marked queries are kept, by name of the client.
   *
   * @throws StoreException if that cannot be read
   */
  public List<KeptTriggers> kept() {
    return database.has("triggers")
        ? database.read(session -> TriggerTable.kept(session, clock.instant()))
        : List.of();
  }

  /**
   * A client's marked queries of one model, in the order in which they were answered.
   *
   * @throws StoreException if they cannot be read
   */
  public TriggerSet triggers(ClientName client, MarkedModel model) {
    return database.read(session -> TriggerTable.read(session, client, model, clock.instant()));
  }

  @Override
  public void close() {
    database.close();
  }
}
