package io.boogeyman.nn.image.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups of images that show one thing. GTSRB filmed each sign from a moving car and names the
 * frames {@code <track>_<frame>} (Stallkamp et al. 2012, §3.1). The eyes of one patient are alike,
 * see {@link Patients}. Frames of one track, or one patient's eyes, in both training and test would
 * flatter every network.
 */
final class Groups {
  private static final Pattern FRAME = Pattern.compile("(\\d+)_\\d+\\.(png|ppm)");

  private Groups() {}

  /**
   * The group of each path, numbered from 0. In a folder where most files are named like frames, a
   * track is a group. Where most files of all are named like eyes, a patient is one, whatever the
   * folders. Every other image is one by itself.
   */
  static int[] of(List<String> paths) {
    long eyes = paths.stream().filter(path -> Patients.isEye(Paths.file(path))).count();
    List<String> keys = 2 * eyes > paths.size() ? patients(paths) : tracks(paths);
    Map<String, Integer> numbers = Numbering.of(keys);
    return keys.stream().mapToInt(numbers::get).toArray();
  }

  private static List<String> patients(List<String> paths) {
    return paths.stream()
        .map(path -> Patients.isEye(Paths.file(path)) ? Patients.of(Paths.file(path)) : path)
        .toList();
  }

  private static List<String> tracks(List<String> paths) {
    Map<String, Integer> excess = new HashMap<>();
    for (String path : paths) {
      boolean frame = FRAME.matcher(Paths.file(path)).matches();
      excess.merge(Paths.folder(path), frame ? 1 : -1, Integer::sum);
    }
    return paths.stream()
        .map(path -> excess.get(Paths.folder(path)) > 0 ? track(path) : path)
        .toList();
  }

  private static String track(String path) {
    Matcher frame = FRAME.matcher(Paths.file(path));
    return frame.matches() ? Paths.folder(path) + "/" + frame.group(1) : path;
  }
}
