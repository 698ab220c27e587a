package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.Decision.Reason;
import io.boogeyman.defend.policy.Decision.Refused;
import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.release.Exchange;
import io.boogeyman.defend.watermark.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A policy at work before a model: who may ask is counted, what is asked is watched, what is
 * answered is released as the client's standing allows. An audit attacks it and a gateway serves
 * it, so that both release the same for the same queries in the same order.
 *
 * <p>Every image is judged by itself, in order: its answer is released as the client stands after
 * that image, so that a batch releases what its images would one by one. (Where a network computes
 * other last bits in other batches, released vectors differ by those.) If an image of a request
 * must be refused, the whole request is.
 *
 * <p>Cost: the model, its detectors, a digest an image, a release.
 */
public final class Enforcement implements Gate, AutoCloseable {
  private final PolicyFile file;
  private final EnforcementParts parts;
  private final Levels levels;
  private final ClientRecords records;
  private final Judge judge;
  private final TimelyWatch watch;
  private final Clock clock;
  private final GuardListener listener;

  private Enforcement(
      PolicyFile file,
      EnforcementParts parts,
      Clock clock,
      GuardListener listener,
      int live,
      TimelyWatch watch) {
    this.file = file;
    this.parts = parts;
    this.levels = new Levels(policy().suspicion());
    this.records = new ClientRecords(parts.states(), parts.watch(), levels, live);
    this.judge = new Judge(parts.watch(), levels, records, listener);
    this.watch = watch;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * For clients who wait: detectors have the time that the policy gives them.
   *
   * @param live clients' records in memory at most, 80 KiB each
   */
  public static Enforcement served(
      PolicyFile file, EnforcementParts parts, Clock clock, GuardListener listener, int live) {
    TimelyWatch watch = TimelyWatch.of(parts.watch(), file.policy().detectors());
    return new Enforcement(file, parts, clock, listener, live, watch);
  }

  /**
   * For an audit: detectors take as long as they take here, so that it finds the same again.
   *
   * @param live clients' records in memory at most, 80 KiB each
   */
  public static Enforcement audited(
      PolicyFile file, EnforcementParts parts, Clock clock, GuardListener listener, int live) {
    TimelyWatch watch = TimelyWatch.unhurried(parts.watch());
    return new Enforcement(file, parts, clock, listener, live, watch);
  }

  private Policy policy() {
    return file.policy();
  }

  /** The policy's file. */
  public PolicyFile file() {
    return file;
  }

  /** What answers, without the policy: the same identity gives the same answers. */
  public String modelIdentity() {
    return parts.model().identity();
  }

  @Override
  public List<String> classNames() {
    return parts.model().classNames();
  }

  @Override
  public ImageShape shape() {
    return parts.model().shape();
  }

  @Override
  public String modelName() {
    return policy().model().name();
  }

  @Override
  public String modelVersion() {
    return policy().model().version().orElse("1");
  }

  @Override
  public Granularity finest() {
    return parts.releases().finest();
  }

  @Override
  public Decision ask(ClientName client, ImageBatch images) {
    try {
      Outcome outcome = answer(client, images, Giving.ALL_OR_NOTHING);
      return outcome.refused().isPresent()
          ? outcome.refused().get()
          : new Decision.Released(outcome.answers(), outcome.standing());
    } catch (PredictionException e) {
      return refused(client, images.count(), unavailable(), clock.instant())
          .refused()
          .orElseThrow();
    }
  }

  /**
   * What came of a request.
   *
   * @param answers to the first images; to all of them, unless it was refused
   * @param standing how the client stands now
   * @param refused why not all were answered
   */
  public record Outcome(List<Answer> answers, Standing standing, Optional<Refused> refused) {
    /** Makes the list immutable. */
    public Outcome {
      answers = List.copyOf(answers);
    }
  }

  /** What a client gets of a request in which he comes to be refused. */
  private enum Giving {
    ALL_OR_NOTHING,
    UNTIL_REFUSED
  }

  /**
   * The same as {@link #ask}, with the answers before the first that is refused: what the client
   * would have got by asking one by one.
   *
   * @throws PredictionException in one line, if the model does not answer; nothing is charged then
   */
  public Outcome answer(ClientName client, ImageBatch images) {
    return answer(client, images, Giving.UNTIL_REFUSED);
  }

  private Outcome answer(ClientName client, ImageBatch images, Giving giving) {
    Instant now = clock.instant();
    Optional<Refused> barred = barred(client, images.count(), now);
    if (barred.isPresent()) {
      return refused(client, images.count(), barred.get(), now);
    }
    ScoredExchange scored = look(client, images, now);
    if (scored.late() && !watch.isOpen()) {
      parts.ledger().refund(client, images.count(), now);
      return refused(client, images.count(), unavailable(), now);
    }
    Judgement judgement = judge.judge(client, scored, now);
    return release(client, scored, judgement, giving, now);
  }

  /** Why a client may not ask at all now. What it may ask is charged. */
  private Optional<Refused> barred(ClientName client, int images, Instant now) {
    Optional<Refused> suspected =
        records.with(
            client,
            kept -> {
              Standing before = levels.standing(kept, parts.watch());
              levels.relax(kept, parts.watch(), now);
              if (kept.level() < before.level()) {
                relaxed(client, kept, before, now);
              }
              return levels.refuses(kept.level())
                  ? Optional.of(suspected(levels.left(kept, now)))
                  : Optional.empty();
            });
    return suspected.isPresent()
        ? suspected
        : parts.ledger().charge(client, images, now).map(Enforcement::overBudget);
  }

  /** The client stands lower from now on, whether that can be kept or not: that is told. */
  private void relaxed(ClientName client, ClientRecord kept, Standing before, Instant now) {
    try {
      records.decided(client, kept);
    } finally {
      Standing after = levels.standing(kept, parts.watch());
      listener.happened(new GuardEvent.Relaxed(now, client, before, after));
    }
  }

  private static Refused suspected(Duration left) {
    return new Refused(
        Reason.SUSPECTED, "this client is refused by the policy of this model", Optional.of(left));
  }

  private static Refused overBudget(Ledger.Exhausted exhausted) {
    String whose = exhausted.all() ? "all clients together" : "this client";
    return new Refused(
        Reason.OVER_BUDGET, whose + " may ask " + exhausted.allowance(), exhausted.again());
  }

  private static Refused unavailable() {
    return new Refused(
        Reason.UNAVAILABLE, "the model is not available now", Optional.of(Duration.ofSeconds(1)));
  }

  private Outcome refused(ClientName client, int images, Refused refusal, Instant now) {
    listener.happened(new GuardEvent.Refused(now, client, images, refusal));
    Standing standing = records.with(client, kept -> levels.standing(kept, parts.watch()));
    return new Outcome(List.of(), standing, Optional.of(refusal));
  }

  /** What nobody answered, for whatever reason, is not charged. */
  private ScoredExchange look(ClientName client, ImageBatch images, Instant now) {
    try {
      return look(client, images);
    } catch (RuntimeException e) {
      parts.ledger().refund(client, images.count(), now);
      String reason = OneLine.of(String.valueOf(e.getMessage()));
      listener.happened(new GuardEvent.ModelFailed(now, client, images.count(), reason));
      throw e;
    }
  }

  private ScoredExchange look(ClientName client, ImageBatch images) {
    long start = System.nanoTime();
    GuardedModel.Seen seen = parts.model().see(images);
    long answered = System.nanoTime();
    Exchange exchange = Exchange.of(images, seen.answers());
    Optional<Watch.Scores> scores =
        watch.score(
            images,
            () -> seen.observation().or(() -> parts.model().observe(images)),
            late -> judge.takeLate(client, exchange, late, clock.instant()));
    if (scores.isEmpty()) {
      listener.happened(
          new GuardEvent.DetectorsLate(clock.instant(), client, images.count(), watch.isOpen()));
    }
    return new ScoredExchange(
        exchange,
        scores,
        Duration.ofNanos(answered - start),
        Duration.ofNanos(System.nanoTime() - answered));
  }

  private Outcome release(
      ClientName client, ScoredExchange scored, Judgement judgement, Giving giving, Instant now) {
    long start = System.nanoTime();
    List<Integer> after = judgement.levels();
    int before = (int) after.stream().takeWhile(level -> !levels.refuses(level)).count();
    boolean refuses = before < after.size();
    int given = refuses && giving == Giving.ALL_OR_NOTHING ? 0 : before;
    List<Trigger> marked = new ArrayList<>(0);
    List<Answer> answers = released(client, scored.exchange(), given, after, marked, now);
    parts.register(policy(), client, marked, now);
    if (!refuses) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      listener.happened(asked(client, scored, judgement, marked.size(), took, now));
      return new Outcome(answers, judgement.standing(), Optional.empty());
    }
    parts.ledger().refund(client, after.size() - given, now);
    Refused refusal = suspected(records.with(client, kept -> levels.left(kept, now)));
    listener.happened(new GuardEvent.Refused(now, client, after.size() - given, refusal));
    return new Outcome(answers, judgement.standing(), Optional.of(refusal));
  }

  /** What cannot be released is not charged: a release that does not fit what the model answers. */
  private List<Answer> released(
      ClientName client,
      Exchange exchange,
      int given,
      List<Integer> levels,
      List<Trigger> marked,
      Instant now) {
    try {
      return parts.releases().release(exchange.only(0, given), levels, marked::add);
    } catch (RuntimeException e) {
      parts.ledger().refund(client, exchange.size(), now);
      String reason = OneLine.of("what the model answered cannot be released: " + e.getMessage());
      listener.happened(new GuardEvent.ModelFailed(now, client, exchange.size(), reason));
      throw new PredictionException(reason, e);
    }
  }

  private GuardEvent asked(
      ClientName client,
      ScoredExchange scored,
      Judgement judgement,
      int marked,
      Duration release,
      Instant now) {
    List<Integer> classes = new ArrayList<>();
    scored.exchange().answers().forEach(answer -> classes.add(answer.top()));
    return new GuardEvent.Asked(
        now,
        client,
        scored.exchange().size(),
        judgement.repeats(),
        classes,
        judgement.levels().stream().map(parts.releases()::name).toList(),
        marked,
        judgement.standing(),
        judgement.evidence(),
        new GuardEvent.Timing(scored.model(), scored.detectors(), release));
  }

  /** What its releases must not forget: {@link ReleaseLadder#memories}. */
  public Map<String, byte[]> memories() {
    return parts.releases().memories();
  }

  /** Recalls what its releases must not have forgotten: {@link ReleaseLadder#recall}. */
  public void recall(Function<String, Optional<byte[]>> memories) {
    parts.releases().recall(memories);
  }

  /** Clients' records in memory. */
  public int liveClients() {
    return records.live();
  }

  /**
   * Keeps what is known of clients, and forgets those who have been silent for the retention; to be
   * called now and then.
   */
  public void flush() {
    records.flush(clock.instant().minus(policy().kept().ofClients()));
  }

  @Override
  public void close() {
    ReleaseLadder releases = parts.releases();
    try (releases;
        records) {
      watch.close();
    }
  }
}
