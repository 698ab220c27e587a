package io.boogeyman.defend.release;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import java.nio.file.Path;

/**
 * What releases need beside their settings.
 *
 * @param key the policy's secret
 * @param classes how many classes the victim has
 * @param shape of the images, as the victim takes them
 * @param compute how a release's own network is computed
 * @param folder where relative files are looked for
 */
public record ReleaseMeans(
    ReleaseKey key, int classes, ImageShape shape, Compute compute, Path folder) {

  /**
   * @throws IllegalArgumentException if there is no class
   */
  public ReleaseMeans {
    if (classes < 1) {
      throw new IllegalArgumentException("releases need at least 1 class, not " + classes);
    }
  }
}
