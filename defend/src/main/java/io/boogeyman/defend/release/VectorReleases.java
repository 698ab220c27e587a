package io.boogeyman.defend.release;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.defend.release.ReleaseSettings.AdaptiveMisinformation;
import io.boogeyman.defend.release.ReleaseSettings.GaussianNoise;
import io.boogeyman.defend.release.ReleaseSettings.GradientRedirection;
import io.boogeyman.defend.release.ReleaseSettings.HighConfidence;
import io.boogeyman.defend.release.ReleaseSettings.Mad;
import io.boogeyman.defend.release.ReleaseSettings.ModelGuardW;
import io.boogeyman.defend.release.ReleaseSettings.ReverseSigmoid;

/** Opens those releases that change vectors one by one. */
final class VectorReleases {
  private final ReleaseSettings settings;
  private final ReleaseMeans means;
  private final KeyedDigest key;

  private VectorReleases(ReleaseSettings settings, ReleaseMeans means) {
    this.settings = settings;
    this.means = means;
    this.key = means.key().of(settings.name());
  }

  static Release open(ReleaseSettings settings, ReleaseMeans means) {
    return new VectorReleases(settings, means).open();
  }

  private Release open() {
    if (settings instanceof HighConfidence high) {
      Cutoff cutoff = new Cutoff(high.cutoff());
      return release(true, (y, query) -> cutoff.perturb(y));
    }
    if (settings instanceof GaussianNoise noise) {
      return noise(noise);
    }
    if (settings instanceof ReverseSigmoid reverse) {
      ReverseSigmoidCurve curve = new ReverseSigmoidCurve(reverse.beta(), reverse.gamma());
      return release(reverse.keepLabel(), (y, query) -> curve.perturb(y));
    }
    if (settings instanceof ModelGuardW guard) {
      LeastInformative least = new LeastInformative(guard.epsilon());
      return release(true, (y, query) -> least.perturb(y));
    }
    if (settings instanceof AdaptiveMisinformation misinforming) {
      return release(
          false,
          new Misinformation(misinforming.nu(), misinforming.tau(), wrongModel(misinforming)));
    }
    return againstGradients();
  }

  /**
   * Other deviations have other noise: from one image's two answers it could else be worked out.
   */
  private Release noise(GaussianNoise settings) {
    Noise noise = new Noise(settings.deviation());
    KeyedDigest own = key.derive("deviation " + settings.deviation());
    return release(
        settings.keepLabel(),
        (y, query) -> noise.perturb(y, new KeyedRandom(own, query.name().bytes())));
  }

  private WrongModel wrongModel(AdaptiveMisinformation settings) {
    return settings
        .network()
        .map(file -> WrongModel.ofFile(means.folder().resolve(file), means))
        .orElseGet(() -> WrongModel.exchangingClasses(key, means.classes()));
  }

  private Release againstGradients() {
    if (settings instanceof Mad mad) {
      UntrainedSurrogate surrogate = surrogate(mad.epsilon());
      AngularDeviation deviation =
          new AngularDeviation(
              mad.epsilon(),
              Fields.choice(mad.name(), "ball", mad.ball(), Ball.class),
              mad.keepLabel(),
              Fields.choice(mad.name(), "objective", mad.objective(), Deviation.class));
      return release(
          mad.keepLabel(),
          (y, query) -> deviation.perturb(y, surrogate.posterior(query.images(), query.index())));
    }
    if (settings instanceof GradientRedirection redirecting) {
      UntrainedSurrogate surrogate = surrogate(redirecting.epsilon());
      Redirection redirection = new Redirection(redirecting.epsilon(), redirecting.keepLabel());
      return release(
          redirecting.keepLabel(),
          (y, query) -> redirection.perturb(y, surrogate.posterior(query.images(), query.index())));
    }
    throw new IllegalStateException(settings.name() + " changes no vectors");
  }

  /** Another for every distance, as noise has it: steps in one direction could else be undone. */
  private UntrainedSurrogate surrogate(double epsilon) {
    KeyedDigest own = key.derive("epsilon " + epsilon);
    return new UntrainedSurrogate(own, means.classes(), means.shape());
  }

  private Release release(boolean keepsLabel, Perturbation perturbation) {
    return new VectorRelease(settings.name(), means.classes(), keepsLabel, perturbation);
  }
}
