package io.boogeyman.nn.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * One class of sign: what it is called and the layers it is painted in, the first lowest. The sign
 * fills about the unit disc.
 */
record SignFace(String name, List<Layer> layers) {

  /** One colour on one region. */
  record Layer(Region region, Ink ink) {}

  SignFace {
    layers = List.copyOf(layers);
  }

  static SignFace named(String name) {
    return new SignFace(name, List.of());
  }

  /** This face with one layer more on top. */
  SignFace with(Ink ink, Region region) {
    List<Layer> more = new ArrayList<>(layers);
    more.add(new Layer(region, ink));
    return new SignFace(name, more);
  }

  /** What the whole sign covers: its lowest layer. */
  Region outline() {
    return layers.get(0).region();
  }
}
