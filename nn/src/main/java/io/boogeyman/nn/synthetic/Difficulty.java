package io.boogeyman.nn.synthetic;

/**
 * How hard the images are to recognise. Each image draws a severity u<sup>{@code
 * severityExponent}</sup>, u uniform in [0, 1), and each disturbance a share of it, so that most
 * images are fair and a few are bad in every way at once. Lengths are shares of the picture's side
 * unless said otherwise.
 *
 * @param severityExponent the higher, the fewer hard images
 * @param radius of a sign, largest to smallest, in half pictures
 * @param rotationDegrees largest turn in the plane, either way
 * @param shift largest displacement from the middle, in half pictures
 * @param narrowing largest part of the width lost to being seen from the side
 * @param tilt largest perspective shrinking per half picture
 * @param occlusionProbability of something in front of the sign, times severity
 * @param occlusionRadius of what is in front, in half pictures
 * @param wear how much the paint's brightness varies
 * @param resolution pixels along the side that the camera really had
 * @param exposureStops brightness, in powers of two, either way; underexposed twice as far
 * @param contrast share of the contrast that haze leaves
 * @param cast colour of the light: how far a channel's gain may be from 1
 * @param shadowProbability of a shadow's edge across the picture
 * @param shadowDepth share of the light a shadow takes
 * @param defocus standard deviation of the blur
 * @param motion length of the motion blur
 * @param noise standard deviation of the sensor's noise, full scale 1
 */
record Difficulty(
    double severityExponent,
    Range radius,
    double rotationDegrees,
    double shift,
    double narrowing,
    double tilt,
    double occlusionProbability,
    Range occlusionRadius,
    Range wear,
    Range resolution,
    Range exposureStops,
    Range contrast,
    Range cast,
    double shadowProbability,
    Range shadowDepth,
    Range defocus,
    Range motion,
    Range noise) {

  /** From an undisturbed image (severity 0) to the worst (severity 1). */
  record Range(double mildest, double harshest) {
    double at(double severity) {
      return mildest + (harshest - mildest) * severity;
    }

    /** A share of the severity, half of it at least. */
    double draw(Dice dice, double severity) {
      return at(severity * dice.between(0.5, 1));
    }
  }

  /** What {@link Signs} and {@link Scenes} are drawn with. */
  static final Difficulty STANDARD =
      new Difficulty(
          /* severityExponent= */ 2.6,
          /* radius= */ new Range(0.92, 0.58),
          /* rotationDegrees= */ 12,
          /* shift= */ 0.13,
          /* narrowing= */ 0.3,
          /* tilt= */ 0.16,
          /* occlusionProbability= */ 0.35,
          /* occlusionRadius= */ new Range(0.15, 0.4),
          /* wear= */ new Range(0.04, 0.3),
          /* resolution= */ new Range(72, 16),
          /* exposureStops= */ new Range(0.15, 0.8),
          /* contrast= */ new Range(1, 0.4),
          /* cast= */ new Range(0.04, 0.2),
          /* shadowProbability= */ 0.25,
          /* shadowDepth= */ new Range(0.2, 0.75),
          /* defocus= */ new Range(0.004, 0.036),
          /* motion= */ new Range(0, 0.12),
          /* noise= */ new Range(0.006, 0.05));

  double drawSeverity(Dice dice) {
    return StrictMath.pow(dice.unit(), severityExponent);
  }
}
