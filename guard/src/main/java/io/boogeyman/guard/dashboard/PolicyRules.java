package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.file.DetectorSettings;
import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.defend.policy.file.SuspicionStep;
import io.boogeyman.defend.release.ReleaseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A policy as far as it is shown: what watches, and what is released on which step. */
final class PolicyRules {
  private PolicyRules() {}

  static Overview.Rules of(Policy policy) {
    return new Overview.Rules(
        words(policy.release()),
        policy.detectors().map(PolicyRules::names).orElse(List.of()),
        policy.suspicion().stream().map(PolicyRules::step).toList());
  }

  private static List<String> names(DetectorSettings settings) {
    List<String> names = new ArrayList<>(settings.watch());
    settings.prada().ifPresent(prada -> names.add("prada-compact"));
    return names;
  }

  private static Overview.Step step(SuspicionStep step) {
    return new Overview.Step(
        step.step(),
        step.at(),
        step.end(),
        step.least().toMillis(),
        step.alerts(),
        step.release().map(PolicyRules::words),
        step.delay().orElse(Duration.ZERO).toMillis(),
        step.refuses());
  }

  private static String words(List<ReleaseSettings> chain) {
    return chain.isEmpty()
        ? "full"
        : chain.stream().map(ReleaseSettings::name).collect(Collectors.joining(", "));
  }
}
