package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups of each class of a set. */
final class Strata {
  private Strata() {}

  /** By class, its groups, each a list of images. A group is of the class of its first image. */
  static Map<Integer, Collection<List<Integer>>> of(ImageSet images) {
    Optional<Labels> labels = images.labels();
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      groups.computeIfAbsent(images.group(i), group -> new ArrayList<>()).add(i);
    }
    Map<Integer, Collection<List<Integer>>> strata = new LinkedHashMap<>();
    for (List<Integer> group : groups.values()) {
      int label = labels.map(known -> known.get(group.get(0))).orElse(0);
      strata.computeIfAbsent(label, unseen -> new ArrayList<>()).add(group);
    }
    return strata;
  }
}
