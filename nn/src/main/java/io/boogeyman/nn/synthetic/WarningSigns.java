package io.boogeyman.nn.synthetic;

import java.util.List;

/** White triangles with a red border, and the signs that give or take priority. */
final class WarningSigns {
  private WarningSigns() {}

  static List<SignFace> faces() {
    return List.of(
        warning("priority at the next crossing", Pictograms.crossroads()),
        warning("danger", Pictograms.exclamationMark()),
        warning("bend to the left", Pictograms.bend().mirrored()),
        warning("bend to the right", Pictograms.bend()),
        warning("double bend", Pictograms.doubleBend()),
        warning("bumpy road", Pictograms.bumps()),
        warning("slippery road", Pictograms.skiddingCar()),
        warning("road narrows", Pictograms.narrowing()),
        warning("road works", Pictograms.worker()),
        trafficLights(),
        warning("pedestrians", Pictograms.crossing()),
        warning("children", Pictograms.children()),
        warning("bicycles", Pictograms.bicycle()),
        warning("snow and ice", Pictograms.snowflake()),
        warning("wild animals", Pictograms.deer()));
  }

  static List<SignFace> priorityFaces() {
    Region diamond = Region.polygon(4, 0.9, 0);
    Region octagon = Region.polygon(8, 0.98, 22.5);
    return List.of(
        SignFace.named("priority road")
            .with(Ink.WHITE, diamond.grown(0.1))
            .with(Ink.BLACK, diamond.grown(0.05))
            .with(Ink.WHITE, diamond.grown(0.03))
            .with(Ink.YELLOW, Region.polygon(4, 0.66, 0)),
        SignFace.named("give way")
            .with(Ink.WHITE, triangle(0.86).turned(180))
            .with(Ink.RED, triangle(0.82).turned(180))
            .with(Ink.WHITE, triangle(0.47).turned(180)),
        SignFace.named("stop")
            .with(Ink.WHITE, octagon)
            .with(Ink.RED, octagon.grown(-0.07))
            .with(Ink.WHITE, stopLettering()));
  }

  private static Region stopLettering() {
    Path letters = new Path();
    Path firstLetter = new Path().arc(0, -0.5, 0.46, 0.5, 330, 90);
    letters.add(firstLetter.arc(0, 0.5, 0.5, 0.5, 270, 510), 0.27, 0.27, -0.57, 0);
    letters.add(new Path().to(-0.5, -1).to(0.5, -1).lift().to(0, -1).to(0, 1), 0.3, 0.27, -0.19, 0);
    letters.add(Numerals.numeral(0), 0.3, 0.27, 0.19, 0);
    Path lastLetter = new Path().to(-0.4, 1).to(-0.4, -1).arc(0, -0.45, 0.5, 0.55, 270, 450);
    letters.add(lastLetter.to(-0.4, 0.1), 0.28, 0.27, 0.58, 0);
    return letters.stroked(0.058);
  }

  private static Region triangle(double radius) {
    return Region.polygon(3, radius, -90).grown(0.14).moved(0, 0.18);
  }

  private static SignFace blank(String name) {
    return SignFace.named(name)
        .with(Ink.WHITE, triangle(0.9))
        .with(Ink.RED, triangle(0.86))
        .with(Ink.WHITE, triangle(0.53));
  }

  private static SignFace warning(String name, Region pictogram) {
    return blank(name).with(Ink.BLACK, pictogram.scaled(0.36).moved(0, 0.2));
  }

  private static SignFace trafficLights() {
    return blank("traffic lights")
        .with(Ink.BLACK, Region.box(0.13, 0.36).grown(0.03).moved(0, 0.2))
        .with(Ink.RED, Region.disc(0.11).moved(0, -0.06))
        .with(Ink.YELLOW, Region.disc(0.11).moved(0, 0.2))
        .with(Ink.GREEN, Region.disc(0.11).moved(0, 0.46));
  }
}
