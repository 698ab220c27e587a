package io.boogeyman.nn.synthetic;

import java.util.List;
import java.util.function.Function;

/** Random objects, of one to four regions within the unit disc. */
final class Things {
  private static final List<Function<Dice, Region>> OUTLINES =
      List.of(
          dice -> Region.disc(1),
          dice -> Region.disc(1),
          dice -> Region.box(dice.between(0.2, 1), dice.between(0.2, 1)),
          dice -> Region.box(dice.between(0.2, 0.9), dice.between(0.2, 0.9)).grown(0.1),
          dice -> Region.polygon(3 + dice.below(6), 1, 360 * dice.unit()),
          dice -> Region.polygon(3 + dice.below(6), 0.8, 360 * dice.unit()).grown(0.2),
          Things::blob,
          Things::blob,
          Things::polygon);
  private static final List<Function<Dice, Region>> MARKS =
      List.of(
          Things::strokes,
          Things::strokes,
          Things::lettering,
          Things::star,
          dice -> Region.ring(dice.between(0.3, 0.8), dice.between(0.05, 0.2)),
          dice -> Region.box(1, dice.between(0.08, 0.4)).turned(180 * dice.unit()),
          dice -> Region.box(0.8, 0.2).or(Region.box(0.2, 0.8)).turned(90 * dice.unit()));

  private Things() {}

  /** Something with a solid outline. */
  static Region outline(Dice dice) {
    return dice.oneOf(OUTLINES).apply(dice);
  }

  /** A thin or broken figure, such as is painted onto something. */
  static Region mark(Dice dice) {
    return dice.oneOf(MARKS).apply(dice);
  }

  /** An irregular smooth outline. */
  static Region blob(Dice dice) {
    Noise noise = Noise.draw(dice);
    double frequency = dice.between(0.8, 2.5);
    double depth = dice.between(0.15, 0.5);
    double squeeze = dice.between(1, 2);
    return (x, y) ->
        Math.sqrt(x * x + squeeze * squeeze * y * y)
            - 0.8
            + depth * noise.fractal(frequency * x, frequency * y, 2, 0.5);
  }

  private static Region polygon(Dice dice) {
    Path path = new Path();
    int corners = 3 + dice.below(5);
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * (i + 0.7 * dice.unit()) / corners;
      double radius = dice.between(0.4, 1);
      path.to(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
    }
    return path.close().filled();
  }

  private static Region star(Dice dice) {
    Path path = new Path();
    int points = 3 + dice.below(6);
    double inner = dice.between(0.25, 0.7);
    double turn = dice.unit();
    for (int i = 0; i < 2 * points; i++) {
      double angle = Math.PI * (i + turn) / points;
      double radius = i % 2 == 0 ? 0.9 : inner;
      path.to(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
    }
    return path.close().filled();
  }

  /** A branch, a wire, a scribble. */
  static Region strokes(Dice dice) {
    Path path = new Path();
    int lines = 1 + dice.below(4);
    for (int i = 0; i < lines; i++) {
      path.lift().to(dice.around(0.8), dice.around(0.8));
      int bends = 1 + dice.below(3);
      for (int j = 0; j < bends; j++) {
        path.to(dice.around(0.8), dice.around(0.8));
      }
    }
    return path.stroked(dice.between(0.04, 0.2));
  }

  /** One to three rows of strokes that look like writing from afar. */
  private static Region lettering(Dice dice) {
    Path path = new Path();
    int rows = 1 + dice.below(3);
    int letters = 2 + dice.below(4);
    for (int row = 0; row < rows; row++) {
      double middleY = 1.3 * (row + 0.5) / rows - 0.65;
      for (int letter = 0; letter < letters; letter++) {
        double middleX = 1.6 * (letter + 0.5) / letters - 0.8;
        path.lift();
        for (int i = 0; i < 3; i++) {
          path.to(middleX + dice.around(0.55 / letters), middleY + dice.around(0.45 / rows));
        }
      }
    }
    return path.stroked(dice.between(0.2, 0.4) / (rows + letters));
  }
}
