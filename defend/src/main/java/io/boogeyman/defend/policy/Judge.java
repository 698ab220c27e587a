package io.boogeyman.defend.policy;

import io.boogeyman.defend.release.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what detectors found of a client's images into how it stands: image by image, so that a
 * batch is judged as its images would be one by one. An image that the client asked lately is no
 * evidence again.
 */
final class Judge {
  private final Watch watch;
  private final Levels levels;
  private final ClientRecords records;
  private final GuardListener listener;

  Judge(Watch watch, Levels levels, ClientRecords records, GuardListener listener) {
    this.watch = watch;
    this.levels = levels;
    this.records = records;
    this.listener = listener;
  }

  Judgement judge(ClientName client, ScoredExchange scored, Instant now) {
    return records.with(client, kept -> judge(client, kept, scored, now));
  }

  /** Nothing counts that comes after the image for which the client is refused. */
  private Judgement judge(
      ClientName client, ClientRecord kept, ScoredExchange scored, Instant now) {
    int images = scored.exchange().size();
    List<Integer> after = new ArrayList<>(images);
    int repeats = 0;
    for (int i = 0; i < images; i++) {
      if (!levels.refuses(kept.level())) {
        kept.asked(now);
        repeats +=
            scored.late()
                    || take(client, kept, scored.exchange(), scored.scores().orElseThrow(), i, now)
                ? 0
                : 1;
      }
      after.add(kept.level());
    }
    return new Judgement(after, levels.standing(kept, watch), kept.evidence(watch), repeats);
  }

  /** Evidence that came after the answer was released; only now are these images known. */
  void takeLate(ClientName client, Exchange exchange, Watch.Scores scores, Instant now) {
    Optional<RuntimeException> failure =
        records.with(client, kept -> takeAll(client, kept, exchange, scores, now));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Counts every image, even where what it leads to cannot be kept or told. */
  private Optional<RuntimeException> takeAll(
      ClientName client, ClientRecord kept, Exchange exchange, Watch.Scores scores, Instant now) {
    Optional<RuntimeException> failure = Optional.empty();
    for (int i = 0; i < exchange.size(); i++) {
      try {
        take(client, kept, exchange, scores, i, now);
      } catch (RuntimeException e) {
        failure = Optional.of(e);
      }
    }
    return failure;
  }

  /** Counts an image, if it was not asked lately; whether it does. */
  private boolean take(
      ClientName client,
      ClientRecord kept,
      Exchange exchange,
      Watch.Scores scores,
      int image,
      Instant now) {
    boolean counts = kept.isNew(exchange.names().get(image));
    if (counts) {
      kept.take(watch, scores, image, exchange.answers().get(image).top());
      escalate(client, kept, now);
    }
    return counts;
  }

  /** A client climbs as far as it must; nobody learns of it before that is on record. */
  private void escalate(ClientName client, ClientRecord kept, Instant now) {
    int before = kept.level();
    if (levels.escalate(kept, watch, now)) {
      try {
        records.decided(client, kept);
      } finally {
        // A disk that fails is no reason to tell nobody: the client has climbed all the same.
        listener.happened(escalated(client, kept, before, now));
      }
    }
  }

  private GuardEvent escalated(ClientName client, ClientRecord kept, int before, Instant now) {
    Standing after = levels.standing(kept, watch);
    return new GuardEvent.Escalated(
        now,
        client,
        levels.standing(before, after.suspicion()),
        after,
        kept.queries(),
        kept.evidence(watch),
        levels.alerts(after.level()));
  }
}
