package io.boogeyman.defend.calibration;

import io.boogeyman.core.image.ImageSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What benign clients choose from, without the pixels.
 *
 * @param images how many there are
 * @param scenes positions of the images of each group
 * @param classes positions of the images of each class; none where there are no labels
 */
record BenignImages(int images, List<List<Integer>> scenes, List<List<Integer>> classes) {

  static BenignImages of(ImageSet images) {
    return new BenignImages(
        images.size(),
        gathered(images.size(), images::group),
        images.labels().map(labels -> gathered(images.size(), labels::get)).orElse(List.of()));
  }

  private static List<List<Integer>> gathered(int count, IntUnaryOperator key) {
    Map<Integer, List<Integer>> gathered = new HashMap<>();
    IntStream.range(0, count)
        .forEach(
            i -> gathered.computeIfAbsent(key.applyAsInt(i), unseen -> new ArrayList<>()).add(i));
    return List.copyOf(gathered.values());
  }
}
