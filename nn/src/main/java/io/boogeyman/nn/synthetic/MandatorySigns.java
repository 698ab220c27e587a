package io.boogeyman.nn.synthetic;

import java.util.List;

/** Blue discs whose white arrows say where to go. */
final class MandatorySigns {
  private static final double HALF_SHAFT = 0.12;
  private static final double HEAD = 0.42;

  private MandatorySigns() {}

  static List<SignFace> faces() {
    Region ahead = ahead();
    Region aheadOrRight = ahead.moved(-0.18, 0).or(branch());
    return List.of(
        blue("turn right ahead", turn()),
        blue("turn left ahead", turn().mirrored()),
        blue("ahead only", ahead),
        blue("ahead or right", aheadOrRight),
        blue("ahead or left", aheadOrRight.mirrored()),
        blue("keep right", ahead.turned(135)),
        blue("keep left", ahead.turned(-135)),
        blue("roundabout", roundabout()));
  }

  private static SignFace blue(String name, Region arrows) {
    return SignFace.named(name)
        .with(Ink.WHITE, Region.disc(1))
        .with(Ink.BLUE, Region.disc(0.95))
        .with(Ink.WHITE, arrows);
  }

  private static Region ahead() {
    Region shaft = Region.box(HALF_SHAFT, 0.5).moved(0, 0.15);
    return shaft.or(Pictograms.arrowHead(0, -0.7, HEAD, 0));
  }

  private static Region turn() {
    Path shaft = new Path().to(-0.25, 0.6).to(-0.25, 0).arc(-0.1, -0.1, 0.15, 0.15, 180, 270);
    shaft.to(0.25, -0.25);
    return shaft.stroked(HALF_SHAFT).or(Pictograms.arrowHead(0.66, -0.25, HEAD, 90));
  }

  private static Region branch() {
    Region shaft = new Path().to(-0.18, 0.3).to(0.3, 0.12).stroked(HALF_SHAFT);
    return shaft.or(Pictograms.arrowHead(0.64, 0.1, 0.38, 90));
  }

  private static Region roundabout() {
    Region third = new Path().arc(0, 0, 0.5, 0.5, -160, -80).stroked(0.1);
    third = third.or(Pictograms.arrowHead(0.32, -0.42, 0.34, 110));
    return third.or(third.turned(120)).or(third.turned(240));
  }
}
