package io.boogeyman.nn.image.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose eye a photograph shows: Kaggle's retinopathy images are named {@code <patient>_left} and
 * {@code <patient>_right}, and their augmented copies begin so.
 */
final class Patients {
  private static final Pattern EYE = Pattern.compile("(\\d+)_(?:left|right)(?:[^\\p{L}].*)?");

  private Patients() {}

  /** Whether a file is named so. */
  static boolean isEye(String file) {
    return EYE.matcher(file).matches();
  }

  /** The patient's number; the whole name if it is no such file's. */
  static String of(String file) {
    Matcher eye = EYE.matcher(file);
    return eye.matches() ? eye.group(1) : file;
  }
}
