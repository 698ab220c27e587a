package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.result.MarkedCopy;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.defend.watermark.ProofLevel;
import io.boogeyman.defend.watermark.TriggerSet;
import io.boogeyman.defend.watermark.Verification;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.NetworkApi;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks copies what their thief was answered under a mark, as their owner would who has found them.
 * Only those that learnt from all of it: what a thief never asked for a copy, it cannot know.
 */
final class MarkedCopies {
  private final Map<SurrogateJob, Path> copies = new HashMap<>();
  private final Compute compute;

  /**
   * @param jobs with their keys; jobs of one key are one copy
   */
  MarkedCopies(Map<SurrogateJob, String> jobs, RunFolder folder, Compute compute) {
    this.compute = compute;
    Map<String, Path> files = new HashMap<>();
    jobs.forEach((job, key) -> files.putIfAbsent(key, job.file(key, folder)));
    jobs.forEach((job, key) -> copies.put(job, files.get(key)));
  }

  /** Those of one thief; none where the policy that he met keeps nothing of what it marks. */
  List<MarkedCopy> of(AttackedVictim attacked, Asking.Done thief) {
    return attacked
        .triggers(thief.asking().thief())
        .map(triggers -> of(thief, triggers, attacked.accounts()))
        .orElse(List.of());
  }

  private List<MarkedCopy> of(Asking.Done thief, TriggerSet triggers, int accounts) {
    List<Reading> order = thief.asking().answers();
    return copies.keySet().stream()
        .filter(job -> thief.serves(job.answers(), job.seed()))
        .filter(job -> job.answered() == thief.got().size() && Files.exists(copies.get(job)))
        .sorted(Comparator.comparing((SurrogateJob job) -> order.indexOf(job.answers())))
        .map(job -> copy(job, triggers, accounts))
        .toList();
  }

  private MarkedCopy copy(SurrogateJob job, TriggerSet triggers, int accounts) {
    try (SavedNetwork saved = SavedNetwork.read(copies.get(job));
        NetworkApi api = new NetworkApi(saved.network(), saved.classNames(), compute)) {
      Verification found = Verification.of(triggers, api.ask(triggers.images()));
      return new MarkedCopy(
          job.answers().toString(),
          job.budget(),
          found.triggers(),
          found.agreeing(),
          found.log2PValue(accounts),
          found.isProof(ProofLevel.STANDARD, accounts));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a copy: " + FailureReason.of(e), e);
    }
  }
}
