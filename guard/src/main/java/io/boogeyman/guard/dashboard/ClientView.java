package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of one client, in a bounded space, most of which only clients need who ask
 * long and in many ways. Safe for several threads.
 */
final class ClientView {
  private static final int SPARK = 32;
  private static final int TOP = 3;
  private static final int CLASSES = 40;
  private static final int STEPS = 40;
  private static final int DETECTORS = 16;

  /** The step of a client who is refused for suspicion, before it is known which step that is. */
  private static final String REFUSED = "refused";

  private final long id;
  private final ClientName name;
  private final Instant first;
  private Instant seen;
  private Standing standing = Standing.trusted(0);
  private Map<String, Double> evidence = Map.of();
  private long requests;
  private long images;
  private long repeats;
  private final Map<Decision.Reason, Long> refusals = new EnumMap<>(Decision.Reason.class);
  private final ClassCounts classes = new ClassCounts();
  private final ReleasedSpans spans = new ReleasedSpans();
  private final EvidenceHistory history;
  private final Deque<ClientDetail.StepChange> steps = new ArrayDeque<>();

  ClientView(long id, ClientName name, Instant first) {
    this.id = id;
    this.name = name;
    this.first = first;
    this.seen = first;
    this.history = new EvidenceHistory(first);
  }

  ClientName name() {
    return name;
  }

  synchronized void asked(GuardEvent.Asked event) {
    seen(event.at());
    requests++;
    images += event.images();
    repeats += event.repeats();
    event.classes().forEach(classes::add);
    release(event.released(), event.at());
    stands(event.standing(), event.evidence(), event.at());
  }

  private void seen(Instant at) {
    if (at.isAfter(seen)) {
      seen = at;
    }
  }

  /** Runs of the same release are one addition. */
  private void release(List<String> released, Instant at) {
    for (int from = 0, to; from < released.size(); from = to) {
      to = from + 1;
      while (to < released.size() && released.get(to).equals(released.get(from))) {
        to++;
      }
      spans.add(released.get(from), false, at, to - from);
    }
  }

  private void stands(Standing now, Map<String, Double> strength, Instant at) {
    standing = now;
    evidence = strength;
    history.add(at, now.suspicion(), strength);
  }

  synchronized void escalated(GuardEvent.Escalated event) {
    seen(event.at());
    images = Math.max(images, event.queries());
    stands(event.to(), event.evidence(), event.at());
    changed(event.at(), event.from(), event.to());
  }

  synchronized void relaxed(GuardEvent.Relaxed event) {
    seen(event.at());
    stands(event.to(), Map.of(), event.at());
    changed(event.at(), event.from(), event.to());
  }

  private void changed(Instant at, Standing from, Standing to) {
    steps.addFirst(
        new ClientDetail.StepChange(
            at.toEpochMilli(),
            from.step(),
            to.step(),
            to.level() > from.level(),
            Finite.rounded(to.suspicion())));
    if (steps.size() > STEPS) {
      steps.removeLast();
    }
  }

  synchronized void refused(GuardEvent.Refused event) {
    seen(event.at());
    Decision.Reason reason = event.refusal().reason();
    refusals.merge(reason, (long) event.images(), Long::sum);
    spans.add(word(reason), true, event.at(), event.images());
    if (reason == Decision.Reason.SUSPECTED && standing.level() == 0) {
      standing = new Standing(1, REFUSED, standing.suspicion(), Duration.ZERO);
    }
  }

  static String word(Decision.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Where it stands among clients. */
  synchronized Rank rank() {
    return new Rank(this, standing.level(), standing.suspicion(), seen);
  }

  /**
   * Where a client stands among clients, the most suspicious first: by level, then by suspicion,
   * then by who asked last.
   */
  record Rank(ClientView view, int level, double suspicion, Instant seen)
      implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
        Comparator.comparingInt(Rank::level)
            .thenComparingDouble(Rank::suspicion)
            .thenComparing(Rank::seen)
            .reversed();

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }

  synchronized ClientRow row() {
    return new ClientRow(
        id,
        name.value(),
        standing.level(),
        standing.step(),
        Finite.rounded(standing.suspicion()),
        history.last(SPARK),
        images,
        repeats,
        refusals.values().stream().mapToLong(Long::longValue).sum(),
        classes.top(TOP),
        classes.distinct(),
        spans.now(),
        spans.isRefusedNow(),
        seen.toEpochMilli(),
        Optional.empty());
  }

  synchronized ClientDetail detail(Instant now) {
    List<ClassCounts.Count> top = classes.top(CLASSES);
    long shown = top.stream().mapToLong(ClassCounts.Count::count).sum();
    Map<String, Long> byReason = new LinkedHashMap<>();
    refusals.forEach((reason, count) -> byReason.put(word(reason), count));
    Map<String, Double> newest = new LinkedHashMap<>();
    evidence.entrySet().stream()
        .limit(DETECTORS)
        .forEach(entry -> newest.put(entry.getKey(), Finite.rounded(entry.getValue())));
    return new ClientDetail(
        row(),
        now.toEpochMilli(),
        first.toEpochMilli(),
        requests,
        standing.delay().toMillis(),
        byReason,
        newest,
        history.series(),
        top,
        classes.total() - shown,
        spans.all(),
        List.copyOf(steps));
  }
}
