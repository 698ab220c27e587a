package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.release.ReleaseSettings.Coarse;
import io.boogeyman.defend.release.ReleaseSettings.Dawn;
import io.boogeyman.defend.release.ReleaseSettings.ModelGuardS;
import io.boogeyman.defend.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens releases as a policy lists them. */
public final class Releases {
  private Releases() {}

  /**
   * A chain: applied in the order in which they stand; an empty one releases what the victim gives.
   *
   * @throws IllegalArgumentException in one line, if the order makes no sense, or one cannot be
   *     opened
   */
  public static Release open(List<ReleaseSettings> chain, ReleaseMeans means) {
    requireSense(chain);
    List<Release> links = new ArrayList<>();
    try {
      for (ReleaseSettings settings : chain) {
        links.add(open(settings, means));
      }
    } catch (RuntimeException e) {
      links.forEach(Release::close);
      throw e;
    }
    return switch (links.size()) {
      case 0 -> new Coarsening(new Granularity.Full());
      case 1 -> links.get(0);
      default -> new ReleaseChain(List.copyOf(links));
    };
  }

  /** The most that any answer through the chain tells: its last granularity, else all. */
  public static Granularity finest(List<ReleaseSettings> chain) {
    Granularity finest = new Granularity.Full();
    for (ReleaseSettings settings : chain) {
      if (settings instanceof Coarse coarse) {
        finest = coarse.granularity();
      }
    }
    return finest;
  }

  /** The chain's watermark, if it has one. */
  public static Optional<Dawn> watermark(List<ReleaseSettings> chain) {
    return chain.stream().filter(Dawn.class::isInstance).map(Dawn.class::cast).findFirst();
  }

  /** Once an answer is coarse, only what needs no vector may follow. */
  private static void requireSense(List<ReleaseSettings> chain) {
    Optional<Granularity> before = Optional.empty();
    int watermarks = 0;
    for (ReleaseSettings settings : chain) {
      if (settings instanceof Dawn) {
        watermarks++;
      } else if (settings instanceof Coarse coarse) {
        before.ifPresent(finer -> requireCoarser(finer, coarse.granularity()));
        before =
            coarse.granularity() instanceof Granularity.Full
                ? before
                : Optional.of(coarse.granularity());
      } else if (before.isPresent()) {
        throw new IllegalArgumentException(
            "%s changes probability vectors, and %s before it leaves none: put %s last"
                .formatted(settings.name(), before.get(), before.get()));
      }
    }
    if (watermarks > 1) {
      throw new IllegalArgumentException(
          "dawn stands %d times among the releases: once marks as much as is meant"
              .formatted(watermarks));
    }
  }

  private static void requireCoarser(Granularity before, Granularity after) {
    boolean possible =
        after.isCoarserThan(before)
            || (before instanceof Granularity.Rounded && after instanceof Granularity.TopK);
    if (!possible) {
      throw new IllegalArgumentException(
          "%s after %s releases no less: leave one of them out".formatted(after, before));
    }
  }

  private static Release open(ReleaseSettings settings, ReleaseMeans means) {
    if (settings instanceof Coarse coarse) {
      return new Coarsening(coarse.granularity());
    }
    if (settings instanceof ModelGuardS guard) {
      return new OrderedQuantiser(guard.name(), means.classes(), guard.epsilon(), guard.answers());
    }
    if (settings instanceof Dawn dawn) {
      return new DawnRelease(dawn.name(), watermark(dawn, means));
    }
    return VectorReleases.open(settings, means);
  }

  private static Watermark watermark(Dawn dawn, ReleaseMeans means) {
    return new Watermark(means.key().of(dawn.name()), dawn.rate(), means.classes(), means.shape());
  }
}
