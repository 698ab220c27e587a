package io.boogeyman.guard.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What has changed from one overview to the next: parts that are other, clients' fields that are
 * other, alerts that are new. The page puts it onto what it has.
 */
final class Changes {
  private static final String CLIENTS = "clients";
  private static final String ALERTS = "alerts";
  private static final String SERIES = "series";
  private static final String ID = "id";

  private Changes() {}

  /**
   * From one overview to the next, as trees; {@code recent} is the end of the next one's series.
   */
  static ObjectNode between(JsonNode before, JsonNode after, JsonNode recent) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> part : after.properties()) {
      if (!part.getValue().equals(before.get(part.getKey()))) {
        changes.set(part.getKey(), part.getValue());
      }
    }
    if (changes.has(SERIES)) {
      changes.set(SERIES, recent);
    }
    if (changes.has(ALERTS)) {
      changes.set(ALERTS, newAlerts(before.get(ALERTS), after.get(ALERTS)));
    }
    if (changes.remove(CLIENTS) != null) {
      setClients(changes, before.get(CLIENTS), after.get(CLIENTS));
    }
    return changes;
  }

  private static ArrayNode newAlerts(JsonNode before, JsonNode after) {
    long last = before.isEmpty() ? 0 : before.get(0).get(ID).asLong();
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    for (JsonNode alert : after) {
      if (alert.get(ID).asLong() > last) {
        alerts.add(alert);
      }
    }
    return alerts;
  }

  /** Rows that have changed, and the order of all of them if that has. */
  private static void setClients(ObjectNode changes, JsonNode before, JsonNode after) {
    Map<Long, JsonNode> known = new HashMap<>();
    ArrayNode orderBefore = order(before);
    before.forEach(row -> known.put(row.get(ID).asLong(), row));
    ArrayNode rows = changes.putArray("rows");
    for (JsonNode row : after) {
      ObjectNode changed = row(known.get(row.get(ID).asLong()), row);
      if (changed.size() > 1) {
        rows.add(changed);
      }
    }
    ArrayNode order = order(after);
    if (!order.equals(orderBefore)) {
      changes.set("order", order);
    }
  }

  private static ArrayNode order(JsonNode rows) {
    ArrayNode order = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> order.add(row.get(ID)));
    return order;
  }

  /** A row's number and what is other in it; all of it if it is new. */
  private static ObjectNode row(JsonNode before, JsonNode after) {
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      boolean same = before != null && field.getValue().equals(before.get(field.getKey()));
      if (!same || field.getKey().equals(ID)) {
        changed.set(field.getKey(), field.getValue());
      }
    }
    return changed;
  }
}
