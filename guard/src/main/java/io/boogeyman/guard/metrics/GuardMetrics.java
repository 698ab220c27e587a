package io.boogeyman.guard.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the gateway counts and times, named {@code boogeyman_guard_…} for Prometheus. No client's
 * name is among the labels: there may be millions, and a metric is no place for them.
 *
 * <p>Cost: a look into a map and an addition, under 100 ns; a scrape copies a few hundred numbers.
 */
public final class GuardMetrics implements AutoCloseable {
  private static final String PREFIX = "boogeyman.guard.";

  /** From what a budget check takes to what a client waits for at most. */
  private static final Duration[] BOUNDS = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Labels<Labels<Counter>> requests =
      new Labels<>(
          protocol ->
              new Labels<>(
                  outcome ->
                      counter(
                          "requests",
                          "Requests by protocol and outcome",
                          Tags.of("protocol", protocol, "outcome", outcome))));
  private final Labels<Timer> requestTimes =
      new Labels<>(
          protocol ->
              timer(
                  "request",
                  "Time from a request's headers to the end of its answer",
                  Tags.of("protocol", protocol)));
  private final Counter images = counter("images", "Images that were answered", Tags.empty());
  private final Counter marked =
      counter("marked", "Images whose answer carries a mark, for a proof of theft", Tags.empty());
  private final Labels<Counter> answers =
      new Labels<>(
          granularity ->
              counter(
                  "answers",
                  "Answers by released granularity",
                  Tags.of("granularity", granularity)));
  private final Labels<Counter> refusals =
      new Labels<>(
          reason -> counter("refusals", "Requests refused by reason", Tags.of("reason", reason)));
  private final Labels<Counter> escalations =
      new Labels<>(
          step ->
              counter(
                  "escalations",
                  "Clients that reached a step of suspicion",
                  Tags.of("step", step)));
  private final Counter relaxations =
      counter("relaxations", "Clients that came down a step of suspicion", Tags.empty());
  private final Counter late =
      counter("detectors.late", "Requests answered before the detectors were done", Tags.empty());
  private final Counter upstreamFailures =
      counter("upstream.failures", "Calls of the model that failed", Tags.empty());
  private final Timer detection =
      timer("detector", "Time that detectors took for a request", Tags.empty());
  private final Timer upstream =
      timer("upstream", "Time that the model took for a request", Tags.empty());
  private final Timer lease = timer("charge", "Time that charging a budget took", Tags.empty());
  private final MultiGauge policy =
      MultiGauge.builder(PREFIX + "policy.info")
          .description("The policy in force; always 1")
          .register(registry);

  private Counter counter(String name, String what, Tags tags) {
    return Counter.builder(PREFIX + name).description(what).tags(tags).register(registry);
  }

  private Timer timer(String name, String what, Tags tags) {
    return Timer.builder(PREFIX + name)
        .description(what)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  /** Where a server may register its own meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * A request has been answered, or refused.
   *
   * @param protocol a short word for each protocol: {@code v2-rest}
   * @param outcome {@code released}, {@code refused}, {@code invalid}, {@code failed}, …
   */
  public void requested(String protocol, String outcome, Duration time) {
    requests.of(protocol).of(outcome).increment();
    requestTimes.of(protocol).record(time);
  }

  /**
   * Images have been answered.
   *
   * @param granularity as a policy writes it: {@code top-5}
   */
  public void released(int images, String granularity) {
    this.images.increment(images);
    answers.of(granularity).increment(images);
  }

  /** Some of the images that were answered got a mark. */
  public void marked(int images) {
    marked.increment(images);
  }

  /**
   * A request has been refused.
   *
   * @param reason as the gate names it: {@code OVER_BUDGET}
   */
  public void refused(String reason) {
    refusals.of(reason).increment();
  }

  /**
   * A client has reached a step.
   *
   * @param step as the policy names it
   */
  public void escalated(String step) {
    escalations.of(step).increment();
  }

  /** A client has come down a step. */
  public void relaxed() {
    relaxations.increment();
  }

  /** Detectors were not done in time. */
  public void detectorsLate() {
    late.increment();
  }

  /** The model could not be asked, or answered what is no answer. */
  public void upstreamFailed() {
    upstreamFailures.increment();
  }

  /** Detectors took so long for a request. */
  public void detected(Duration time) {
    detection.record(time);
  }

  /** The model took so long for a request. */
  public void asked(Duration time) {
    upstream.record(time);
  }

  /** Charging took so long. */
  public void charged(Duration time) {
    lease.record(time);
  }

  /** Such a policy is in force from now on. */
  public void policy(String version, String digest) {
    Tags tags = Tags.of("version", version, "digest", digest);
    policy.register(List.of(MultiGauge.Row.of(tags, 1)), true);
  }

  /**
   * Shows a number whenever somebody scrapes.
   *
   * @param number must be quick, and neither block nor throw
   */
  public void watch(Level level, Supplier<Number> number) {
    Gauge.builder(PREFIX + level.meter(), number)
        .description(level.what())
        .strongReference(true)
        .register(registry);
  }

  /**
   * Makes the meters of known values, so that they are 0 from the beginning rather than missing: a
   * rate of what appears with its first event misses that.
   */
  public void expect(
      List<String> protocols, List<String> outcomes, List<String> reasons, List<String> steps) {
    for (String protocol : protocols) {
      requestTimes.of(protocol);
      outcomes.forEach(outcome -> requests.of(protocol).of(outcome));
    }
    reasons.forEach(refusals::of);
    steps.forEach(escalations::of);
  }

  /** All numbers, in Prometheus' text format 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
