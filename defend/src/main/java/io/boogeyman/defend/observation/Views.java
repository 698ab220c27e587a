package io.boogeyman.defend.observation;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.WeatheredImages;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Images as they are, and as they may be sent otherwise ({@link WeatheredImages}), with what a
 * network sees in them.
 *
 * @param images several sets, of the same images in other states
 * @param seen of each set, a row an image
 */
public record Views(List<ImageSet> images, List<Observation> seen) {

  /** Keeps both. */
  public Views {
    images = List.copyOf(images);
    seen = List.copyOf(seen);
  }

  /** Images as they are and weathered, looked at through a network. */
  public static Views of(
      Observer observer, ImageSet images, Seed seed, String name, Progress progress) {
    List<ImageSet> views = List.of(images, new WeatheredImages(images, seed));
    return new Views(
        views, views.stream().map(view -> observer.observe(view, name, progress)).toList());
  }

  /** What is seen in the images as they are. */
  public Observation plain() {
    return seen.get(0);
  }

  /** What is seen in all states, one after the other. */
  public Observation all() {
    return Observation.joined(seen);
  }

  /** With what another network sees, too. */
  public Views and(Observer other, String name, Progress progress) {
    List<Observation> both = new ArrayList<>();
    for (int view = 0; view < images.size(); view++) {
      both.add(seen.get(view).and(other.observe(images.get(view), name, progress)));
    }
    return new Views(images, both);
  }
}
