package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.WeatheredImages;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a classifier of foreign queries learns from: own images and then foreign ones, each as it is
 * and weathered.
 */
final class ShownImages {
  private static final int BATCH = 128;

  /** A row an image and state. */
  final Matrix values;

  /** Of each row, whether the image is. */
  final boolean[] foreign;

  /** Of each row, which belong together: an image's states, and those of its group. */
  final int[] groups;

  private ShownImages(Matrix values, boolean[] foreign, int[] groups) {
    this.values = values;
    this.foreign = foreign;
    this.groups = groups;
  }

  /**
   * Looks at images.
   *
   * @param look what is seen in a batch
   * @param stages that are kept of it: all stages of many images would not fit into memory
   */
  static ShownImages of(
      Function<ImageBatch, Observation> look,
      int[] stages,
      ImageSet own,
      List<ImageSet> pools,
      Seed seed,
      Progress progress) {
    List<Matrix> values = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    List<ImageSet> sets = new ArrayList<>(List.of(own));
    sets.addAll(pools);
    for (int s = 0; s < sets.size(); s++) {
      int set = s;
      ImageSet plain = sets.get(set);
      for (ImageSet images : List.of(plain, new WeatheredImages(plain, seed))) {
        values.add(seen(look, stages, images, progress));
        IntStream.range(0, images.size())
            .mapToObj(image -> List.of(set, images.group(image)))
            .map(group -> numbers.computeIfAbsent(group, unseen -> numbers.size()))
            .forEach(groups::add);
      }
    }
    boolean[] foreign = new boolean[groups.size()];
    Arrays.fill(foreign, 2 * own.size(), foreign.length, true);
    return new ShownImages(
        Matrix.stacked(values), foreign, groups.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Matrix seen(
      Function<ImageBatch, Observation> look, int[] stages, ImageSet images, Progress progress) {
    List<Matrix> parts = new ArrayList<>();
    try (Progress.Task task =
        progress.begin("Looking at " + images.name(), "images", images.size())) {
      for (int from = 0; from < images.size(); from += BATCH) {
        int to = Math.min(images.size(), from + BATCH);
        ImageBatch batch = images.read(IntStream.range(from, to).toArray());
        parts.add(look.apply(batch).beside(stages));
        task.advance(to - from);
      }
    }
    return Matrix.stacked(parts);
  }
}
