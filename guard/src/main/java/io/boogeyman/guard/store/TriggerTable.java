package io.boogeyman.guard.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.watermark.MarkedModel;
import io.boogeyman.defend.watermark.Trigger;
import io.boogeyman.defend.watermark.TriggerSet;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Table {@code triggers}: a row a marked query, and {@code marked_models}: of which model. A client
 * has {@link TriggerSet#MOST} of a model and month (UTC) at most, so that neither who asked much
 * before a theft nor who asks much after it keeps the theft's marks out.
 */
final class TriggerTable {
  static final String[] TABLES = {
    "CREATE TABLE IF NOT EXISTS marked_models("
        + "id INTEGER PRIMARY KEY, classes TEXT NOT NULL, height INTEGER NOT NULL, "
        + "width INTEGER NOT NULL, channels INTEGER NOT NULL, "
        + "UNIQUE(classes, height, width, channels))",
    "CREATE TABLE IF NOT EXISTS triggers("
        + "client TEXT NOT NULL, model INTEGER NOT NULL, watermark TEXT NOT NULL, "
        + "code INTEGER NOT NULL, mark INTEGER NOT NULL, answered INTEGER NOT NULL, "
        + "until INTEGER NOT NULL, pixels BLOB NOT NULL, "
        + "UNIQUE(client, model, watermark, code))",
    "CREATE INDEX IF NOT EXISTS triggers_by_time ON triggers(client, model, answered)",
    "CREATE INDEX IF NOT EXISTS triggers_by_end ON triggers(until)"
  };

  private static final String NAME =
      "INSERT OR IGNORE INTO marked_models(classes, height, width, channels) VALUES (?, ?, ?, ?)";
  private static final String ID =
      "SELECT id FROM marked_models"
          + " WHERE classes = ? AND height = ? AND width = ? AND channels = ?";
  private static final String ADD =
      "INSERT OR IGNORE INTO triggers"
          + "(client, model, watermark, code, mark, answered, until, pixels)"
          + " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE (SELECT count(*) FROM triggers"
          + " WHERE client = ?1 AND model = ?2 AND answered >= ?9) < ?10";
  private static final String LIMIT =
      "UPDATE triggers SET until = answered + ?1 WHERE rowid IN"
          + " (SELECT rowid FROM triggers WHERE until > answered + ?1 LIMIT ?2)";
  private static final String FORGET =
      "DELETE FROM triggers WHERE rowid IN (SELECT rowid FROM triggers WHERE until <= ? LIMIT ?)";
  private static final String KEPT =
      "SELECT client, classes, height, width, channels, count(*), count(DISTINCT watermark),"
          + " min(answered), max(answered) FROM triggers JOIN marked_models ON model = id"
          + " WHERE until > ? GROUP BY client, model ORDER BY client, count(*) DESC, model";
  private static final String READ =
      "SELECT watermark, code, mark, pixels FROM triggers JOIN marked_models ON model = id"
          + " WHERE client = ? AND until > ? AND classes = ? AND height = ? AND width = ?"
          + " AND channels = ? ORDER BY answered, triggers.rowid";

  /** A transaction is short, so that nobody waits long for his turn. */
  static final int AT_ONCE = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TriggerTable() {}

  /** Adds one, unless the client has it, or enough of this month. */
  static int add(Session session, TriggerRegister.Entry entry) throws SQLException {
    MarkedModel model = entry.model();
    Trigger trigger = entry.trigger();
    describe(session.prepared(NAME), 1, model).executeUpdate();
    PreparedStatement add = session.prepared(ADD);
    add.setString(1, entry.client().value());
    add.setLong(2, id(session, model));
    add.setString(3, trigger.watermark());
    add.setLong(4, trigger.code());
    add.setInt(5, trigger.mark());
    add.setLong(6, Micros.of(entry.answered()));
    add.setLong(7, Micros.of(entry.until()));
    add.setBytes(8, trigger.image().pixels());
    add.setLong(9, Micros.of(month(entry.answered())));
    add.setInt(10, TriggerSet.MOST);
    return add.executeUpdate();
  }

  static Instant month(Instant instant) {
    ZonedDateTime day = instant.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
    return day.withDayOfMonth(1).toInstant();
  }

  private static PreparedStatement describe(PreparedStatement statement, int at, MarkedModel model)
      throws SQLException {
    statement.setString(at, json(model.classNames()));
    statement.setInt(at + 1, model.shape().height());
    statement.setInt(at + 2, model.shape().width());
    statement.setInt(at + 3, model.shape().channels());
    return statement;
  }

  private static long id(Session session, MarkedModel model) throws SQLException {
    try (ResultSet rows = describe(session.prepared(ID), 1, model).executeQuery()) {
      return rows.getLong(1);
    }
  }

  /** Some of what is kept already is kept no longer than this after its answer; how many. */
  static int limit(Session session, Duration retention) throws SQLException {
    PreparedStatement limit = session.prepared(LIMIT);
    limit.setLong(1, Micros.of(Instant.EPOCH.plus(retention)));
    limit.setInt(2, AT_ONCE);
    return limit.executeUpdate();
  }

  /** Deletes some of those whose time is over, and overwrites them; how many. */
  static int forget(Session session, Instant now) throws SQLException {
    session.execute("PRAGMA secure_delete = ON");
    try {
      PreparedStatement forget = session.prepared(FORGET);
      forget.setLong(1, Micros.of(now));
      forget.setInt(2, AT_ONCE);
      return forget.executeUpdate();
    } finally {
      session.execute("PRAGMA secure_delete = OFF");
    }
  }

  static List<KeptTriggers> kept(Session session, Instant now) throws SQLException {
    PreparedStatement read = session.prepared(KEPT);
    read.setLong(1, Micros.of(now));
    List<KeptTriggers> kept = new ArrayList<>();
    try (ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        kept.add(
            new KeptTriggers(
                new ClientName(rows.getString(1)),
                new MarkedModel(
                    names(rows.getString(2)),
                    new ImageShape(rows.getInt(3), rows.getInt(4), rows.getInt(5))),
                rows.getInt(6),
                rows.getInt(7),
                Micros.instant(rows.getLong(8)),
                Micros.instant(rows.getLong(9))));
      }
    }
    return kept;
  }

  static TriggerSet read(Session session, ClientName client, MarkedModel model, Instant now)
      throws SQLException {
    PreparedStatement read = session.prepared(READ);
    read.setString(1, client.value());
    read.setLong(2, Micros.of(now));
    List<Trigger> triggers = new ArrayList<>();
    try (ResultSet rows = describe(read, 3, model).executeQuery()) {
      while (rows.next()) {
        triggers.add(
            new Trigger(
                rows.getString(1),
                rows.getLong(2),
                rows.getInt(3),
                new ImageBatch(model.shape(), rows.getBytes(4))));
      }
    }
    return new TriggerSet(model, triggers);
  }

  private static String json(List<String> names) {
    try {
      return JSON.writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of names cannot be written", e);
    }
  }

  private static List<String> names(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("the names of classes are damaged", e);
    }
  }
}
