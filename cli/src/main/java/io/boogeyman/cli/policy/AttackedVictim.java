package io.boogeyman.cli.policy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.MemoryJournal;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.text.DurationText;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.PolicyApi;
import io.boogeyman.defend.policy.RecordedModel;
import io.boogeyman.defend.policy.WaitingClock;
import io.boogeyman.defend.policy.file.Allowance;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.watermark.TriggerSet;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Victim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A victim behind its policy. Every thief meets the policy by himself, with accounts that nobody
 * used before. The victim's own answers are on record; what the policy makes of them is found out
 * anew each time, which costs its detectors, so that a theft that goes on meets the same.
 */
public final class AttackedVictim implements Victim {
  private final OpenPolicy policy;
  private final SortedMap<String, String> files;
  private final int accounts;
  private final Duration patience;
  private final Map<String, PolicyThief.Diary> diaries = new TreeMap<>();
  private final Map<String, ThiefTriggers> triggers = new TreeMap<>();
  private final List<Enforcement> guards = new ArrayList<>();

  /**
   * @param policy closed with this
   * @param files the SHA-256 of each file that the policy names, before it was opened
   * @param accounts that each thief has, at least 1
   * @param patience how long he waits in all
   */
  public AttackedVictim(
      OpenPolicy policy, SortedMap<String, String> files, int accounts, Duration patience) {
    this.policy = policy;
    this.files = files;
    this.accounts = accounts;
    this.patience = patience;
  }

  /** The policy before it. */
  public PolicyFile policy() {
    return policy.file();
  }

  /** The policy with what it protects; closed with this. */
  public OpenPolicy open() {
    return policy;
  }

  /** How many accounts each thief has. */
  public int accounts() {
    return accounts;
  }

  /**
   * What became of a thief so far.
   *
   * @throws IllegalArgumentException if he was never here
   */
  public PolicyThief thief(String name) {
    if (!diaries.containsKey(name)) {
      throw new IllegalArgumentException(name + " did not meet the policy");
    }
    return diaries.get(name).thief();
  }

  /**
   * What the owner could ask a thief's copies: the marked queries of the account with most of them.
   * Empty where the policy marks or keeps none, or he was given no mark.
   */
  public Optional<TriggerSet> triggers(String thief) {
    return triggers.get(thief).most();
  }

  /** What the policy releases, as a thief rebuilds it who knows all of it but its secret. */
  public KnownReleases releases() {
    return KnownReleases.of(policy);
  }

  @Override
  public String name() {
    return policy.victim().name();
  }

  @Override
  public String kind() {
    return policy.victim().kind()
        + " behind the policy "
        + policy.file().file().getFileName()
        + ", version "
        + policy.file().policy().version();
  }

  @Override
  public String digest() {
    return policy.victim().digest();
  }

  @Override
  public ImageShape shape() {
    return policy.victim().shape();
  }

  @Override
  public PredictionApi api() {
    return policy.victim().api();
  }

  @Override
  public PredictionApi facing(String thief, PredictionApi asked) {
    WaitingClock clock = new WaitingClock();
    PolicyThief.Diary diary = new PolicyThief.Diary(clock);
    ThiefTriggers marked = new ThiefTriggers();
    Enforcement guard =
        policy.audited(new RecordedModel(policy.model(), asked), clock, marked, diary);
    diaries.put(thief, diary);
    triggers.put(thief, marked);
    guards.add(guard);
    List<ClientName> names =
        IntStream.rangeClosed(1, accounts)
            .mapToObj(account -> new ClientName("key:" + thief + "-" + account))
            .toList();
    // What he was told he knows, and need not ask again.
    return new PolicyApi(guard, names, clock, patience).recordedIn(new MemoryJournal());
  }

  @Override
  public Optional<Granularity> finest() {
    return Optional.empty();
  }

  @Override
  public boolean isElsewhere() {
    return policy.victim().isElsewhere();
  }

  @Override
  public int imagesPerCall() {
    return policy.victim().imagesPerCall();
  }

  @Override
  public Optional<Compute> compute() {
    return policy.victim().compute();
  }

  /** With the policy, and what each thief has against it. */
  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(policy.victim().settings());
    settings.put("policy", policy.file().file() + ", digest " + policy.file().digest());
    files.forEach((name, sha256) -> settings.put("policy's " + name, "SHA-256 " + sha256));
    settings.put("accounts of a thief", Integer.toString(accounts));
    settings.put("patience of a thief", DurationText.of(patience));
    return settings;
  }

  /** What 1,000 images cost a thief, as the policy says of clients without a line of their own. */
  public Price price() {
    return policy
        .file()
        .policy()
        .allowances()
        .each()
        .flatMap(Allowance::price)
        .map(Price::new)
        .orElse(Price.FREE);
  }

  @Override
  public Map<String, String> notes() {
    return policy.victim().notes();
  }

  @Override
  public void close() {
    guards.forEach(Enforcement::close);
    policy.close();
  }
}
