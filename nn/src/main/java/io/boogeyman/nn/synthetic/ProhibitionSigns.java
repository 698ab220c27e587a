package io.boogeyman.nn.synthetic;

import java.util.List;
import java.util.stream.Stream;

/** Round signs with a red ring, and the grey ones that end what they forbade. */
final class ProhibitionSigns {
  private ProhibitionSigns() {}

  static List<SignFace> faces() {
    return Stream.of(speedLimits(), bans(), ends()).flatMap(s -> s).toList();
  }

  private static Stream<SignFace> speedLimits() {
    return Stream.of("20", "30", "50", "60", "70", "80", "100", "120")
        .map(speed -> ring("speed limit " + speed).with(Ink.BLACK, numerals(speed)));
  }

  private static Region numerals(String speed) {
    boolean wide = speed.length() > 2;
    return Numerals.of(speed, 0.36, wide ? 0.98 : 0.86, wide ? 0.075 : 0.09);
  }

  private static Stream<SignFace> bans() {
    return Stream.of(
        ring("no overtaking").with(Ink.RED, left(Pictograms.car())).with(Ink.BLACK, rightCar()),
        ring("no overtaking for lorries")
            .with(Ink.RED, left(Pictograms.lorryFromBehind()))
            .with(Ink.BLACK, rightCar()),
        ring("no vehicles"),
        ring("no lorries").with(Ink.BLACK, Pictograms.lorryFromSide().scaled(0.55)),
        disc("no entry", Ink.RED).with(Ink.WHITE, Region.box(0.68, 0.19)));
  }

  private static Stream<SignFace> ends() {
    return Stream.of(
        ended(pale("end of speed limit 80").with(Ink.GREY, numerals("80"))),
        ended(pale("end of all restrictions")),
        ended(
            pale("end of no overtaking")
                .with(Ink.GREY, left(Pictograms.car()))
                .with(Ink.GREY, rightCar())),
        ended(
            pale("end of no overtaking for lorries")
                .with(Ink.GREY, left(Pictograms.lorryFromBehind()))
                .with(Ink.GREY, rightCar())));
  }

  private static Region left(Region vehicle) {
    return vehicle.scaled(0.36).moved(-0.33, 0.02);
  }

  private static Region rightCar() {
    return Pictograms.car().scaled(0.34).moved(0.34, 0.02);
  }

  private static SignFace disc(String name, Ink ink) {
    return SignFace.named(name).with(Ink.WHITE, Region.disc(1)).with(ink, Region.disc(0.96));
  }

  private static SignFace ring(String name) {
    return disc(name, Ink.RED).with(Ink.WHITE, Region.disc(0.75));
  }

  private static SignFace pale(String name) {
    return disc(name, Ink.BLACK).with(Ink.WHITE, Region.disc(0.92));
  }

  private static SignFace ended(SignFace face) {
    Region stripe = Region.box(0.035, 1);
    Region stripes = stripe;
    for (int i = 1; i <= 2; i++) {
      stripes = stripes.or(stripe.moved(0.12 * i, 0)).or(stripe.moved(-0.12 * i, 0));
    }
    return face.with(Ink.BLACK, stripes.turned(38).within(Region.disc(0.92)));
  }
}
