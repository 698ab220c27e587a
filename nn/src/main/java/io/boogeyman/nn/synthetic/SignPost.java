package io.boogeyman.nn.synthetic;

/**
 * A sign where it stands: its post, a neighbour perhaps, the worn paint, and what hides a part of
 * it.
 */
record SignPost(Difficulty difficulty, double severity) {
  private static final double NEIGHBOUR_PROBABILITY = 0.2;
  private static final double POST_PROBABILITY = 0.7;

  /** Post and neighbours go beyond the sign, in its radii. */
  private static final double POST_REACH = 3;

  void paint(Canvas canvas, SignFace face, Dice dice) {
    Projection place = place(dice);
    int clutter = dice.below(3);
    for (int i = 0; i < clutter; i++) {
      paintClutter(canvas, dice);
    }
    if (dice.chance(POST_PROBABILITY)) {
      Region post = Region.box(dice.between(0.04, 0.1), 1.2).moved(0, 1);
      canvas.paint(place, POST_REACH, post, Texture.solid(Rgb.grey(dice.between(0.25, 0.8))));
    }
    if (dice.chance(NEIGHBOUR_PROBABILITY)) {
      paintNeighbour(canvas, place, dice);
    }
    paintFace(canvas, place, face, dice);
    if (dice.chance(difficulty.occlusionProbability() * severity)) {
      paintOcclusion(canvas, place, dice);
    }
  }

  private Projection place(Dice dice) {
    return Projection.placed(
        dice.around(difficulty.shift()),
        dice.around(difficulty.shift()),
        difficulty.radius().at(dice.unit()),
        dice.around(difficulty.rotationDegrees()),
        1 - difficulty.narrowing() * dice.unit() * dice.unit(),
        dice.around(difficulty.tilt()),
        dice.around(difficulty.tilt()));
  }

  private static void paintClutter(Canvas canvas, Dice dice) {
    Projection place =
        Projection.placed(
            dice.around(1.2),
            dice.around(1.2),
            dice.between(0.1, 0.6),
            dice.around(40),
            dice.between(0.3, 1),
            0,
            0);
    canvas.paint(place, Things.outline(dice), Surfaces.draw(dice));
  }

  /** Another sign or plate on the same post, mostly out of the picture. */
  private static void paintNeighbour(Canvas canvas, Projection place, Dice dice) {
    Region outline = dice.chance(0.5) ? Region.disc(0.95) : Region.box(0.9, 0.5);
    double below = (dice.chance(0.7) ? 1 : -1) * dice.between(1.95, 2.05);
    Region moved = outline.moved(0, below);
    Texture rim = Texture.solid(dice.chance(0.5) ? Ink.RED.color() : Ink.BLACK.color());
    canvas.paint(place, POST_REACH, moved, rim);
    Texture plate = Texture.solid(Rgb.grey(dice.between(0.6, 1)));
    canvas.paint(place, POST_REACH, moved.grown(-0.15), plate);
  }

  private void paintFace(Canvas canvas, Projection place, SignFace face, Dice dice) {
    Noise dirt = Noise.draw(dice);
    double wear = difficulty.wear().draw(dice, severity);
    Rgb fading = Rgb.grey(dice.between(0.5, 0.9));
    double faded = 0.35 * dice.unit() * dice.unit();
    double pixel = canvas.pixelAt(place);
    Texture paint = Texture.solid(Rgb.grey(0));
    for (SignFace.Layer layer : face.layers()) {
      Rgb color = layer.ink().color().mix(fading, faded).near(dice, 0.05);
      paint = paint.covered(layer.region(), pixel, Texture.solid(color));
    }
    Texture worn = paint.lit((x, y) -> dirt.fractal(1.7 * x, 1.7 * y, 3, 0.6), wear);
    canvas.paint(place, face.outline(), worn);
  }

  /** A leaf, a branch or a sticker at a random place on the sign. */
  private void paintOcclusion(Canvas canvas, Projection sign, Dice dice) {
    double angle = 2 * Math.PI * dice.unit();
    double distance = sign.radius() * dice.between(0.3, 1);
    Projection place =
        Projection.placed(
            sign.centerX() + distance * StrictMath.cos(angle),
            sign.centerY() + distance * StrictMath.sin(angle),
            difficulty.occlusionRadius().draw(dice, severity),
            360 * dice.unit(),
            dice.between(0.5, 1),
            0,
            0);
    boolean plant = dice.chance(0.7);
    Region region = plant ? Things.blob(dice).or(Things.strokes(dice)) : Region.box(0.7, 0.5);
    canvas.paint(place, region, plant ? Surfaces.foliage(dice) : Surfaces.plain(dice));
  }
}
