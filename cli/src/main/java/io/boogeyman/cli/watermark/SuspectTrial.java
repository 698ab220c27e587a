package io.boogeyman.cli.watermark;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.watermark.TriggerSet;
import io.boogeyman.defend.watermark.Verification;
import io.boogeyman.guard.store.KeptTriggers;
import io.boogeyman.guard.store.TriggerArchive;
import io.boogeyman.victim.Victim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a suspect what clients were answered under a mark.
 *
 * <p>What it is asked is settled before it answers, so that one client is one test.
 */
public final class SuspectTrial {
  private final TriggerArchive archive;
  private final Victim suspect;
  private final Progress progress;

  /** A trial of one suspect; neither it nor the archive is closed. */
  public SuspectTrial(TriggerArchive archive, Victim suspect, Progress progress) {
    this.archive = archive;
    this.suspect = suspect;
    this.progress = progress;
  }

  /**
   * Those of each client that this suspect can be asked: of as many classes and of such images. If
   * they are of several models, those of the model with classes of the same names, or else the
   * most.
   */
  public List<KeptTriggers> fitting(List<KeptTriggers> kept) {
    Map<ClientName, KeptTriggers> fitting = new LinkedHashMap<>();
    Comparator<KeptTriggers> better =
        Comparator.comparing((KeptTriggers one) -> match(one) == ClassMatch.BY_NUMBER)
            .thenComparing(KeptTriggers::triggers, Comparator.reverseOrder());
    kept.stream()
        .filter(this::fits)
        .sorted(better)
        .forEach(one -> fitting.putIfAbsent(one.client(), one));
    return kept.stream().filter(one -> one.equals(fitting.get(one.client()))).toList();
  }

  private boolean fits(KeptTriggers kept) {
    return kept.model().classes() == suspect.api().classNames().size()
        && kept.model().shape().equals(suspect.shape());
  }

  private ClassMatch match(KeptTriggers kept) {
    return ClassMatch.of(kept.model().classNames(), suspect.api().classNames());
  }

  /**
   * Asks about each of these.
   *
   * @throws io.boogeyman.core.prediction.PredictionException if the suspect does not answer
   */
  public List<Finding> ask(List<KeptTriggers> fitting) {
    int images = fitting.stream().mapToInt(KeptTriggers::triggers).sum();
    try (Progress.Task task = progress.begin("Asking the suspect", "images", images)) {
      return fitting.stream().map(kept -> ask(kept, task)).toList();
    }
  }

  private Finding ask(KeptTriggers kept, Progress.Task task) {
    TriggerSet triggers = archive.triggers(kept.client(), kept.model());
    PredictionApi api = suspect.api();
    ClassMatch match = match(kept);
    List<Answer> answers = new ArrayList<>(triggers.size());
    ImageBatch images = triggers.images();
    for (int from = 0, to; from < images.count(); from = to) {
      to = Math.min(from + api.requestSize(), images.count());
      api.ask(images.slice(from, to)).stream()
          .map(answer -> match.translated(answer, kept.model().classNames(), api.classNames()))
          .forEach(answers::add);
      task.advance(to - from);
    }
    return new Finding(kept, match, Verification.of(triggers, answers));
  }
}
