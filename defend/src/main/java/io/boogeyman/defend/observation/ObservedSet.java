package io.boogeyman.defend.observation;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import java.util.List;

/**
 * Images, and what a network sees in them.
 *
 * @param seen a row an image
 */
public record ObservedSet(ImageSet images, Observation seen) {

  /** A set, looked at through a network. */
  public static ObservedSet of(Observer observer, ImageSet images, String name, Progress progress) {
    return new ObservedSet(images, observer.observe(images, name, progress));
  }

  /** What is seen in several sets, one after the other. */
  public static Observation seen(List<ObservedSet> sets) {
    return Observation.joined(sets.stream().map(ObservedSet::seen).toList());
  }
}
