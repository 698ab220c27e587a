package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.guard.dashboard.RateRing.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much is asked, answered, refused and late, and how long it takes. Safe for several threads.
 */
final class Traffic {
  /** Seconds that the rate "now" is over. */
  private static final int NOW = 10;

  private static final int MINUTE = 60;
  private static final int WIDTH = 5;

  private final RateRing ring = new RateRing();
  private final DistinctClients clients = new DistinctClients();
  private final Latencies model = new Latencies();
  private final Latencies detectors = new Latencies();
  private final Latencies release = new Latencies();
  private final Latencies whole = new Latencies();
  private final Map<Decision.Reason, Long> refused = new EnumMap<>(Decision.Reason.class);
  private long requests;
  private long images;
  private long repeats;
  private long late;
  private long failed;

  synchronized void asked(GuardEvent.Asked event) {
    long second = event.at().getEpochSecond();
    requests++;
    images += event.images();
    repeats += event.repeats();
    ring.add(Kind.REQUESTS, second, 1);
    ring.add(Kind.IMAGES, second, event.images());
    clients.add(event.client().value(), minute(event.at()));
    took(event.timing(), minute(event.at()));
  }

  private void took(GuardEvent.Timing timing, long minute) {
    model.add(timing.model(), minute);
    detectors.add(timing.detectors(), minute);
    release.add(timing.release(), minute);
    Duration sum = timing.model().plus(timing.detectors()).plus(timing.release());
    whole.add(sum, minute);
  }

  synchronized void refused(GuardEvent.Refused event) {
    refused.merge(event.refusal().reason(), (long) event.images(), Long::sum);
    ring.add(Kind.REFUSED, event.at().getEpochSecond(), event.images());
    clients.add(event.client().value(), minute(event.at()));
  }

  synchronized void late(GuardEvent.DetectorsLate event) {
    late += event.images();
    ring.add(Kind.LATE, event.at().getEpochSecond(), event.images());
  }

  synchronized void failed(GuardEvent.ModelFailed event) {
    failed += event.images();
    ring.add(Kind.FAILED, event.at().getEpochSecond(), event.images());
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), (long) MINUTE);
  }

  /**
   * The tiles.
   *
   * @param suspects clients on a step of suspicion
   */
  synchronized Overview.Figures figures(Instant now, long suspects) {
    long second = now.getEpochSecond();
    Map<String, Long> reasons = new LinkedHashMap<>();
    refused.forEach((reason, count) -> reasons.put(ClientView.word(reason), count));
    return new Overview.Figures(
        // This second is not over: it would make the rate flicker.
        ring.sum(Kind.IMAGES, second - 1, NOW) / (double) NOW,
        ring.sum(Kind.REQUESTS, second - 1, NOW) / (double) NOW,
        clients.count(minute(now)),
        suspects,
        lastMinute(Kind.IMAGES, second),
        lastMinute(Kind.REFUSED, second),
        lastMinute(Kind.LATE, second),
        lastMinute(Kind.FAILED, second),
        latency(minute(now)),
        new Overview.Totals(requests, images, repeats, reasons, late, failed));
  }

  private long lastMinute(Kind kind, long second) {
    return ring.sum(kind, second, MINUTE);
  }

  private Overview.Latency latency(long minute) {
    return new Overview.Latency(
        whole.quantiles(minute),
        model.quantiles(minute),
        detectors.quantiles(minute),
        release.quantiles(minute));
  }

  /** The last 15 minutes in stretches of five seconds, the one that is not over left out. */
  synchronized Overview.Series series(Instant now) {
    long end = now.getEpochSecond() / WIDTH - 1;
    return new Overview.Series(
        WIDTH,
        end,
        ring.series(Kind.IMAGES, end, WIDTH),
        ring.series(Kind.REFUSED, end, WIDTH),
        ring.series(Kind.LATE, end, WIDTH));
  }
}
