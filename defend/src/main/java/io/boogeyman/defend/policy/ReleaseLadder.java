package io.boogeyman.defend.policy;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.defend.policy.file.SuspicionStep;
import io.boogeyman.defend.release.Exchange;
import io.boogeyman.defend.release.MarkListener;
import io.boogeyman.defend.release.Release;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.defend.release.ReleaseSettings;
import io.boogeyman.defend.release.Releases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What becomes of answers, for each step of suspicion. A step that says nothing of it releases what
 * the step below does.
 */
public final class ReleaseLadder implements AutoCloseable {
  private final List<Release> byLevel;
  private final List<Release> opened;
  private final List<List<ReleaseSettings>> settings;

  private ReleaseLadder(
      List<Release> byLevel, List<Release> opened, List<List<ReleaseSettings>> settings) {
    this.byLevel = byLevel;
    this.opened = opened;
    this.settings = settings;
  }

  /**
   * Opens the releases of a policy.
   *
   * @throws IllegalArgumentException in one line, if one of them cannot be as it is said
   */
  public static ReleaseLadder of(Policy policy, ReleaseMeans means) {
    List<Release> byLevel = new ArrayList<>();
    List<Release> opened = new ArrayList<>();
    List<List<ReleaseSettings>> settings = new ArrayList<>();
    settings.add(policy.release());
    try {
      opened.add(Releases.open(policy.release(), means));
      byLevel.add(opened.get(0));
      for (SuspicionStep step : policy.suspicion()) {
        Optional<List<ReleaseSettings>> own = step.release();
        if (own.isPresent()) {
          opened.add(Releases.open(own.get(), means));
          settings.add(own.get());
        }
        byLevel.add(opened.get(opened.size() - 1));
      }
      return new ReleaseLadder(byLevel, opened, settings);
    } catch (RuntimeException e) {
      opened.forEach(Release::close);
      throw e;
    }
  }

  /**
   * Releases answers.
   *
   * @param exchange with the model's own answers
   * @param levels on which the client stood after each image; there may be more of them
   */
  public List<Answer> release(Exchange exchange, List<Integer> levels) {
    return release(exchange, levels, MarkListener.SILENT);
  }

  /** The same, and tells of what is marked. */
  List<Answer> release(Exchange exchange, List<Integer> levels, MarkListener marks) {
    List<Answer> answers = new ArrayList<>(exchange.size());
    for (int from = 0, to; from < exchange.size(); from = to) {
      Release release = byLevel.get(levels.get(from));
      to = from + 1;
      while (to < exchange.size() && byLevel.get(levels.get(to)) == release) {
        to++;
      }
      answers.addAll(release.release(exchange.only(from, to), marks));
    }
    return answers;
  }

  /** What answers on a level are made into: {@code "reverse-sigmoid, top-5"}. */
  String name(int level) {
    return byLevel.get(level).name();
  }

  /** The most that any of them tells. */
  public Granularity finest() {
    return settings.stream()
        .map(Releases::finest)
        .reduce((one, other) -> one.isCoarserThan(other) ? other : one)
        .orElseThrow();
  }

  /** What must not be forgotten, by the text of the releases that remember it. */
  public Map<String, byte[]> memories() {
    Map<String, byte[]> memories = new LinkedHashMap<>();
    for (int i = 0; i < opened.size(); i++) {
      byte[] memory = opened.get(i).memory();
      if (memory.length > 0) {
        memories.put(text(i), memory);
      }
    }
    return memories;
  }

  private String text(int release) {
    return settings.get(release).stream()
        .map(ReleaseSettings::written)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  /**
   * Recalls what was not to be forgotten.
   *
   * @param memories what {@link #memories} gave for a text, under this policy or another that
   *     releases the same; empty where there is nothing
   */
  public void recall(Function<String, Optional<byte[]>> memories) {
    for (int i = 0; i < opened.size(); i++) {
      memories.apply(text(i)).ifPresent(opened.get(i)::recall);
    }
  }

  @Override
  public void close() {
    opened.forEach(Release::close);
  }
}
