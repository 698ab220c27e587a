package io.boogeyman.nn.image.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups of images that show one thing: GTSRB filmed each sign from a moving car and names the
 * frames {@code <track>_<frame>} (Stallkamp et al. 2012, §3.1). Frames of one track in both
 * training and test would flatter every network.
 */
final class Tracks {
  private static final Pattern FRAME = Pattern.compile("(\\d+)_\\d+\\.(png|ppm)");

  private Tracks() {}

  /**
   * The group of each path, numbered from 0. In a folder where most files are named like frames, a
   * track is a group; every other image is one by itself.
   */
  static int[] groups(List<String> paths) {
    Map<String, Integer> excess = new HashMap<>();
    for (String path : paths) {
      boolean frame = FRAME.matcher(Paths.file(path)).matches();
      excess.merge(Paths.folder(path), frame ? 1 : -1, Integer::sum);
    }
    List<String> keys =
        paths.stream()
            .map(path -> excess.get(Paths.folder(path)) > 0 ? track(path) : path)
            .toList();
    Map<String, Integer> numbers = Numbering.of(keys);
    return keys.stream().mapToInt(numbers::get).toArray();
  }

  private static String track(String path) {
    Matcher frame = FRAME.matcher(Paths.file(path));
    return frame.matches() ? Paths.folder(path) + "/" + frame.group(1) : path;
  }
}
