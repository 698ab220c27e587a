package io.boogeyman.guard.metrics;

/** What is not counted but stands somewhere at a time. */
public enum Level {
  CLIENTS("clients.memory", "Clients whose state is in memory"),
  SUSPECTS("clients.suspected", "Clients at a step of suspicion"),
  AUDIT_QUEUE("audit.queue.length", "Entries that wait for the audit log's disk"),
  AUDIT_TROUBLE("audit.trouble", "1 if the audit log cannot be written"),
  STORE_TROUBLE("store.trouble", "1 if clients' states cannot be written"),
  ALERTS_LOST("alerts.lost", "Alerts that could not be sent since the start");

  private final String meter;
  private final String what;

  Level(String meter, String what) {
    this.meter = meter;
    this.what = what;
  }

  String meter() {
    return meter;
  }

  String what() {
    return what;
  }
}
