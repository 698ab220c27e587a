package io.boogeyman.nn.synthetic;

import java.util.List;
import java.util.function.Function;

/** Random textures such as surfaces outdoors have. */
final class Surfaces {
  private static final int OCTAVES = 4;
  private static final List<Function<Dice, Texture>> GROUNDS =
      List.of(Surfaces::foliage, Surfaces::foliage, Surfaces::earth, Surfaces::facade);
  private static final List<Function<Dice, Texture>> ALL =
      List.of(
          Surfaces::sky,
          Surfaces::foliage,
          Surfaces::earth,
          Surfaces::facade,
          Surfaces::clouded,
          Surfaces::clouded,
          Surfaces::striped,
          Surfaces::checked,
          Surfaces::shaded);

  private Surfaces() {}

  /** Any texture. */
  static Texture draw(Dice dice) {
    return dice.oneOf(ALL).apply(dice);
  }

  /** What is seen behind things: one surface, or sky over ground with a ragged skyline. */
  static Texture backdrop(Dice dice) {
    Texture texture = dice.chance(0.25) ? sky(dice) : dice.oneOf(GROUNDS).apply(dice);
    int layers = dice.below(3);
    for (int i = 0; i < layers; i++) {
      texture = texture.covered(skyline(dice), 0.06, dice.oneOf(GROUNDS).apply(dice));
    }
    return texture;
  }

  /** A half plane with a ragged edge; mostly the lower half. */
  private static Region skyline(Dice dice) {
    Noise noise = Noise.draw(dice);
    double level = dice.around(0.8);
    double roughness = dice.between(0.05, 0.4);
    double frequency = dice.between(0.7, 3);
    double reach = 1.6 * roughness + 0.1;
    Region below =
        (x, y) -> {
          double flat = level - y;
          return Math.abs(flat) > reach
              ? flat
              : flat + roughness * noise.fractal(frequency * x, 0, 3, 0.5);
        };
    return dice.chance(0.7) ? below : below.turned(360 * dice.unit());
  }

  static Texture sky(Dice dice) {
    Rgb zenith = Rgb.hsv(dice.between(0.54, 0.64), dice.between(0.1, 0.7), dice.between(0.5, 1));
    Rgb horizon = zenith.mix(Rgb.hsv(dice.between(0, 0.15), 0.2, 0.95), dice.between(0.3, 1));
    Noise clouds = Noise.draw(dice);
    double frequency = dice.between(0.6, 1.8);
    double cover = dice.around(0.8);
    Texture.Position cloud =
        (x, y) -> 2 * (clouds.fractal(frequency * x, 2 * frequency * y, OCTAVES, 0.5) + cover);
    Texture clear = Texture.ramp((x, y) -> y, zenith, horizon);
    Texture white = Texture.solid(Rgb.grey(dice.between(0.7, 1)));
    return clear.covered((x, y) -> -cloud.at(x, y), 2.5, white);
  }

  static Texture foliage(Dice dice) {
    Rgb dark = Rgb.hsv(dice.between(0.15, 0.42), dice.between(0.3, 0.8), dice.between(0.02, 0.2));
    Rgb light = Rgb.hsv(dice.between(0.12, 0.34), dice.between(0.15, 0.6), dice.between(0.3, 0.75));
    return mottled(dice, dark, light, dice.between(1.5, 5), 0.75);
  }

  static Texture earth(Dice dice) {
    Rgb dark = Rgb.hsv(dice.between(0.03, 0.13), dice.between(0, 0.5), dice.between(0.15, 0.45));
    Rgb light = dark.mix(Rgb.hsv(dice.between(0.05, 0.6), 0.1, 0.8), dice.between(0.2, 0.8));
    return mottled(dice, dark, light, dice.between(0.8, 4), dice.between(0.5, 0.9));
  }

  /** Two colours of any kind, in clouds. */
  static Texture clouded(Dice dice) {
    return mottled(dice, color(dice), color(dice), dice.between(0.5, 4), dice.between(0.4, 0.9));
  }

  private static Texture mottled(Dice dice, Rgb dark, Rgb light, double frequency, double gain) {
    Noise fine = Noise.draw(dice);
    Noise coarse = Noise.draw(dice);
    double stretch = StrictMath.pow(2, dice.around(1));
    Texture.Position spots =
        (x, y) -> 1.3 * fine.fractal(frequency * x, stretch * frequency * y, OCTAVES, gain);
    return Texture.ramp(spots, dark, light).lit((x, y) -> coarse.at(1.3 * x, 1.3 * y), 0.45);
  }

  /** A wall with rows of windows. */
  static Texture facade(Dice dice) {
    Rgb wall = Rgb.hsv(dice.between(0, 0.18), dice.between(0, 0.5), dice.between(0.25, 0.9));
    Rgb pane = Rgb.hsv(dice.between(0.5, 0.7), dice.between(0, 0.4), dice.between(0.05, 0.6));
    double pitchX = dice.between(0.25, 0.9);
    double pitchY = dice.between(0.25, 0.9);
    double shift = dice.unit();
    Region window = Region.box(dice.between(0.15, 0.4), dice.between(0.2, 0.42));
    Region grid =
        (x, y) -> window.distance(cell(x / pitchX + shift), cell(y / pitchY + shift)) * pitchX;
    Noise stain = Noise.draw(dice);
    double slant = dice.around(0.3);
    return Texture.solid(wall)
        .covered((x, y) -> grid.distance(x, y + slant * x), 0.08, Texture.solid(pane))
        .lit((x, y) -> stain.fractal(2 * x, 2 * y, 3, 0.6), 0.25);
  }

  static Texture striped(Dice dice) {
    double frequency = StrictMath.pow(2, dice.between(0, 2.7));
    double angle = Math.PI * dice.unit();
    double right = frequency * StrictMath.cos(angle);
    double down = frequency * StrictMath.sin(angle);
    double share = dice.between(0.1, 0.4);
    Region bands = (x, y) -> (Math.abs(cell(right * x + down * y)) - share) / frequency;
    return plain(dice).covered(bands, 0.07, plain(dice));
  }

  static Texture checked(Dice dice) {
    double frequency = StrictMath.pow(2, dice.between(0, 2));
    double turn = 90 * dice.unit();
    Region squares = (x, y) -> cell(frequency * x) * cell(frequency * y) * 4 / frequency;
    return plain(dice).covered(squares.turned(turn), 0.07, plain(dice));
  }

  /** One colour passing into another in one direction. */
  static Texture shaded(Dice dice) {
    double angle = 2 * Math.PI * dice.unit();
    double right = StrictMath.cos(angle);
    double down = StrictMath.sin(angle);
    Rgb color = color(dice);
    return Texture.ramp((x, y) -> right * x + down * y, color, color.mix(color(dice), dice.unit()));
  }

  /** One colour, stained, and brighter on the side the light comes from. */
  static Texture plain(Dice dice) {
    Noise stain = Noise.draw(dice);
    double right = dice.around(0.8);
    double down = dice.around(0.8);
    return Texture.solid(color(dice))
        .lit(
            (x, y) -> right * x + down * y + stain.fractal(1.5 * x, 1.5 * y, 2, 0.6),
            dice.between(0, 0.35));
  }

  /** Muted more often than strong, as outdoors; also black and white. */
  static Rgb color(Dice dice) {
    double saturation = 0.9 * dice.unit();
    double vividness = dice.chance(0.4) ? saturation : saturation * saturation * saturation;
    return Rgb.hsv(dice.unit(), vividness, StrictMath.pow(dice.unit(), 0.7));
  }

  /** Position within a unit cell, −0.5 to 0.5. */
  private static double cell(double position) {
    return position - Math.floor(position) - 0.5;
  }
}
