package io.boogeyman.nn.synthetic;

/** The drawings on signs, each in about the square from −1 to 1. */
final class Pictograms {
  private Pictograms() {}

  static Region exclamationMark() {
    Region bar =
        new Path().to(-0.24, -1).to(0.24, -1).to(0.13, 0.4).to(-0.13, 0.4).close().filled();
    return bar.or(Region.disc(0.22).moved(0, 0.78));
  }

  /** An arrow head whose tip lies at (x, y), pointing up and then turned. */
  static Region arrowHead(double x, double y, double size, double degrees) {
    Region head = new Path().to(0, 0).to(size * 0.8, size).to(-size * 0.8, size).close().filled();
    return head.turned(degrees).moved(x, y);
  }

  /** A bend to the right. */
  static Region bend() {
    Region shaft = new Path().to(-0.45, 1).to(-0.45, 0.25).to(0.2, -0.4).stroked(0.17);
    return shaft.or(arrowHead(0.68, -0.88, 0.75, 45));
  }

  /** Two bends, the first to the left. */
  static Region doubleBend() {
    Region shaft =
        new Path()
            .to(0.4, 1)
            .to(0.4, 0.45)
            .to(-0.35, 0.05)
            .to(-0.35, -0.15)
            .to(0.25, -0.5)
            .stroked(0.15);
    return shaft.or(arrowHead(0.6, -0.95, 0.65, 40));
  }

  static Region bumps() {
    Region ground = Region.box(1.05, 0.14).moved(0, 0.72);
    Region hump = Region.disc(0.46);
    Region above = Region.box(2, 1).moved(0, -0.3);
    return ground.or(hump.moved(-0.5, 0.55).or(hump.moved(0.5, 0.55)).within(above));
  }

  /** A car seen from behind; wheels at y = 0.75. */
  static Region car() {
    Region roof = new Path().to(-0.5, -0.6).to(0.5, -0.6).to(0.75, 0).to(-0.75, 0).close().filled();
    Region window =
        new Path()
            .to(-0.38, -0.42)
            .to(0.38, -0.42)
            .to(0.52, -0.08)
            .to(-0.52, -0.08)
            .close()
            .filled();
    Region body = Region.box(0.82, 0.28).moved(0, 0.25);
    Region wheels =
        Region.box(0.16, 0.22).moved(-0.6, 0.6).or(Region.box(0.16, 0.22).moved(0.6, 0.6));
    return roof.or(body).or(wheels).without(window);
  }

  /** A lorry seen from behind, taller than the car. */
  static Region lorryFromBehind() {
    Region box = Region.box(0.78, 0.75).moved(0, -0.3);
    Region wheels =
        Region.box(0.17, 0.3).moved(-0.55, 0.6).or(Region.box(0.17, 0.3).moved(0.55, 0.6));
    return box.or(wheels).or(Region.box(0.7, 0.08).moved(0, 0.52));
  }

  /** A lorry seen from its right side. */
  static Region lorryFromSide() {
    Region load = Region.box(0.6, 0.46).moved(-0.35, -0.15);
    Region cab =
        new Path()
            .to(0.32, -0.35)
            .to(0.65, -0.35)
            .to(0.95, 0)
            .to(0.95, 0.42)
            .to(0.32, 0.42)
            .close()
            .filled();
    Region chassis = Region.box(0.95, 0.08).moved(0, 0.36);
    Region wheels = Region.disc(0.2).moved(-0.6, 0.5).or(Region.disc(0.2).moved(0.6, 0.5));
    return load.or(cab).or(chassis).or(wheels);
  }

  /** A car from behind over its winding tracks. */
  static Region skiddingCar() {
    Path tracks = new Path();
    for (int side = -1; side <= 1; side += 2) {
      double middle = 0.36 * side;
      tracks.lift().to(middle, 0.1).to(middle + 0.26, 0.35).to(middle - 0.2, 0.65);
      tracks.to(middle + 0.1, 1);
    }
    return car().scaled(0.62).turned(-14).moved(0, -0.42).or(tracks.stroked(0.1));
  }

  static Region narrowing() {
    Path left = new Path().to(-0.6, 1).to(-0.6, 0.35).to(-0.22, -0.25).to(-0.22, -1);
    Path right = new Path().to(0.6, 1).to(0.6, 0.35).to(0.22, -0.25).to(0.22, -1);
    return left.add(right, 1, 1, 0, 0).stroked(0.14);
  }

  /** A worker with a shovel before a heap. */
  static Region worker() {
    Path limbs = new Path().to(-0.25, -0.5).to(-0.45, 0.15).to(-0.15, 0.5).to(-0.25, 1);
    limbs.lift().to(-0.45, 0.15).to(-0.7, 0.55).to(-0.75, 1).lift().to(-0.25, -0.45);
    limbs.to(0.1, -0.05);
    Region shovel = new Path().to(-0.35, -0.2).to(0.5, 0.6).stroked(0.07);
    Region heap = new Path().to(0.2, 1.05).to(0.68, 0.45).to(1.1, 1.05).close().filled();
    return limbs.stroked(0.13).or(Region.disc(0.2).moved(-0.12, -0.82)).or(shovel).or(heap);
  }

  /** Someone walking to the left. */
  static Region walker() {
    Path limbs = new Path().to(0, -0.5).to(0.05, 0.2).to(-0.32, 1).lift().to(0.05, 0.2);
    limbs.to(0.25, 0.55).to(0.45, 1).lift().to(-0.42, 0.05).to(0, -0.45).to(0.4, 0.1);
    return limbs.stroked(0.13).or(Region.disc(0.21).moved(-0.03, -0.83));
  }

  static Region crossing() {
    Region stripes = Region.box(0.1, 0.14);
    Region row = stripes.moved(-0.75, 1).or(stripes.moved(-0.25, 1));
    row = row.or(stripes.moved(0.25, 1)).or(stripes.moved(0.75, 1));
    return walker().scaled(0.85).moved(0, -0.12).or(row);
  }

  static Region children() {
    return walker().scaled(0.95).moved(-0.42, 0).or(walker().scaled(0.72).moved(0.55, 0.25));
  }

  static Region bicycle() {
    Region wheels =
        Region.ring(0.38, 0.08).moved(-0.6, 0.4).or(Region.ring(0.38, 0.08).moved(0.6, 0.4));
    Path frame = new Path().to(-0.6, 0.4).to(-0.3, -0.2).to(0.4, -0.2).to(0.05, 0.4).to(-0.6, 0.4);
    frame.lift().to(0.05, 0.4).to(-0.35, -0.45).lift().to(0.6, 0.4).to(0.35, -0.5).to(0.6, -0.55);
    frame.lift().to(-0.5, -0.45).to(-0.2, -0.45);
    return wheels.or(frame.stroked(0.075));
  }

  static Region snowflake() {
    Path arms = new Path();
    for (int i = 0; i < 6; i++) {
      double angle = StrictMath.toRadians(60 * i + 30);
      double right = StrictMath.cos(angle);
      double down = StrictMath.sin(angle);
      arms.lift().to(0, 0).to(right, down);
      arms.lift().to(0.9 * right - 0.3 * down, 0.9 * down + 0.3 * right);
      arms.to(0.6 * right, 0.6 * down).to(0.9 * right + 0.3 * down, 0.9 * down - 0.3 * right);
    }
    return arms.stroked(0.085);
  }

  /** A leaping deer. */
  static Region deer() {
    Region body = new Path().to(-0.5, 0.12).to(0.35, -0.12).stroked(0.25);
    Path limbs = new Path().to(-0.6, 0.2).to(-0.55, 0.55).to(-0.9, 0.95).lift();
    limbs.to(-0.45, 0.25).to(-0.4, 0.55).to(-0.65, 0.95).lift().to(0.4, 0).to(0.7, 0.35);
    limbs.to(0.55, 0.6).lift().to(0.45, -0.05).to(0.9, 0.15).to(0.85, 0.4);
    Region neck = new Path().to(0.38, -0.2).to(0.58, -0.6).to(0.85, -0.55).stroked(0.14);
    Path antlers = new Path().to(0.55, -0.65).to(0.4, -1.05).lift().to(0.6, -0.7).to(0.72, -1.1);
    return body.or(limbs.stroked(0.085)).or(neck).or(antlers.stroked(0.06));
  }

  /** The road one is on, thick, crossed by a lesser one. */
  static Region crossroads() {
    Region road = Region.box(0.19, 0.6).moved(0, 0.4).or(arrowHead(0, -1, 0.95, 0));
    return road.or(Region.box(0.8, 0.1).moved(0, 0.35));
  }
}
