package io.boogeyman.nn.synthetic;

/** Numbers as strokes; a numeral is 1 wide and 2 high. */
final class Numerals {
  private static final double GAP = 0.42;

  private Numerals() {}

  /** A number centred on the origin, {@code 2 × halfHeight} high and at most {@code width} wide. */
  static Region of(String digits, double halfHeight, double width, double halfStroke) {
    double natural = digits.length() + (digits.length() - 1) * GAP;
    double scaleX = Math.min(halfHeight, width / natural);
    Path path = new Path();
    for (int i = 0; i < digits.length(); i++) {
      double middle = (i * (1 + GAP) + 0.5 - natural / 2) * scaleX;
      path.add(numeral(digits.charAt(i) - '0'), scaleX, halfHeight, middle, 0);
    }
    return path.stroked(halfStroke);
  }

  /** One numeral, x from −0.5 to 0.5 and y from −1 to 1. */
  static Path numeral(int digit) {
    Path path = new Path();
    return switch (digit) {
      case 0 -> path.arc(0, 0, 0.5, 1, 0, 360);
      case 1 -> path.to(-0.35, -0.55).to(0.1, -1).to(0.1, 1);
      case 2 -> path.arc(0, -0.45, 0.5, 0.55, 180, 400).to(-0.5, 1).to(0.5, 1);
      case 3 -> path.arc(0, -0.5, 0.45, 0.5, 200, 450).arc(0, 0.5, 0.5, 0.5, 270, 520);
      case 4 -> path.to(0.25, 1).to(0.25, -1).to(-0.5, 0.4).to(0.5, 0.4);
      case 5 -> path.to(0.42, -1).to(-0.36, -1).to(-0.42, -0.1).arc(0, 0.36, 0.5, 0.64, 230, 505);
      case 6 -> path.arc(0, 0.4, 0.5, 0.6, 0, 360).lift().arc(0.35, 0.4, 0.85, 1.4, 180, 268);
      case 7 -> path.to(-0.5, -1).to(0.5, -1).to(-0.12, 1);
      case 8 -> path.arc(0, -0.5, 0.42, 0.5, 0, 360).lift().arc(0, 0.5, 0.5, 0.5, 0, 360);
      default -> path.arc(0, -0.4, 0.5, 0.6, 0, 360).lift().arc(-0.35, -0.4, 0.85, 1.4, 0, 88);
    };
  }
}
