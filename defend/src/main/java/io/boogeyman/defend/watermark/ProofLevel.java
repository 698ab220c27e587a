package io.boogeyman.defend.watermark;

import io.boogeyman.core.text.OneLine;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chance that a proof must be below, as a power of 2, since the smallest are below the smallest
 * double.
 *
 * @param log2 under 0
 */
public record ProofLevel(double log2) {
  /** 2⁻⁶⁴, below which the paper calls a model stolen. */
  public static final ProofLevel STANDARD = new ProofLevel(-64);

  private static final Pattern POWER = Pattern.compile("2\\^(-\\d{1,6}(\\.\\d{1,3})?)");

  /**
   * @throws IllegalArgumentException if it is no chance between 0 and 1
   */
  public ProofLevel {
    if (!(log2 < 0 && log2 > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("a proof's level must be a chance over 0 and under 1");
    }
  }

  /**
   * Reads a power of 2 or a number: {@code "2^-64"}, {@code "1e-9"}.
   *
   * @throws IllegalArgumentException in one line, if it is neither, or no chance between 0 and 1
   */
  public static ProofLevel parse(String text) {
    Matcher power = POWER.matcher(text.strip());
    try {
      double log2 =
          power.matches()
              ? Double.parseDouble(power.group(1))
              : Math.log(Double.parseDouble(text)) / Math.log(2);
      if (log2 < 0 && log2 > Double.NEGATIVE_INFINITY) {
        return new ProofLevel(log2);
      }
    } catch (NumberFormatException e) {
      // Told below, as what is a number but no chance.
    }
    throw new IllegalArgumentException(
        OneLine.of(
            "'%s' is no level; say a chance over 0 and under 1, such as 2^-64 or 1e-9"
                .formatted(text)));
  }

  /** What one of so many tests must be below, so that all of them together keep this level. */
  public ProofLevel among(int tests) {
    return tests == 1 ? this : new ProofLevel(log2 - Math.log(tests) / Math.log(2));
  }

  @Override
  public String toString() {
    return log2 == Math.rint(log2)
        ? "2^" + (long) log2
        : String.format(Locale.ROOT, "%.2g", Math.pow(2, log2));
  }
}
