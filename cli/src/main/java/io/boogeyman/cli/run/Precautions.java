package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.victim.Victim;

/** Whatever cannot be released, trained or measured is refused here, before the victim is paid. */
final class Precautions {
  private final StealSettings settings;
  private final Victim victim;

  Precautions(StealSettings settings, Victim victim) {
    this.settings = settings;
    this.victim = victim;
  }

  /**
   * The test images, with the victim's classes.
   *
   * @throws IllegalArgumentException if they do not fit the victim, its answers are too coarse, or
   *     all together cost more than may be spent
   */
  ImageSet test(ImageSet labelled) {
    ImageSet test = RelabelledImages.of(labelled, victim.api().classNames());
    victim.finest().ifPresent(this::requireFineEnough);
    requireKnownReleases();
    if (isPaid()) {
      settings.requireAffordableWith(test.size());
    }
    return test;
  }

  /** What the test images cost, for a thousand. */
  Price priceOfTest() {
    return isPaid() ? settings.price() : Price.FREE;
  }

  /** One in this process is the auditor's own: its price is what a thief would have to pay. */
  private boolean isPaid() {
    return victim.isElsewhere();
  }

  private void requireKnownReleases() {
    boolean recovers = settings.answers().stream().anyMatch(Reading.Recovered.class::isInstance);
    if (recovers && !(victim instanceof AttackedVictim)) {
      throw new IllegalArgumentException(
          "--answers recovered undoes what a --policy does to answers, and there is none here");
    }
  }

  private void requireFineEnough(Granularity finest) {
    for (Reading reading : settings.answers()) {
      if (reading instanceof Reading.Seen seen && isFiner(seen.granularity(), finest)) {
        throw new IllegalArgumentException(
            "the victim's API answers "
                + finest
                + ", which cannot be made "
                + seen
                + "; ask for --answers "
                + finest
                + " or coarser");
      }
    }
  }

  private static boolean isFiner(Granularity wanted, Granularity finest) {
    return !wanted.equals(finest) && !wanted.isCoarserThan(finest);
  }

  /**
   * Refuses copies that cannot be trained.
   *
   * @throws IllegalArgumentException if their network does not take the images, or the weights that
   *     they start from do not fit it
   */
  void requirePlans() {
    int classes = victim.api().classNames().size();
    settings
        .budgets()
        .forEach(
            budget -> settings.surrogate().plan(victim.shape(), budget).requireWeights(classes));
  }
}
