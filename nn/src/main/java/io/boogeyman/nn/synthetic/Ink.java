package io.boogeyman.nn.synthetic;

/** The colours signs are painted in, when new and in white light. */
enum Ink {
  RED(0xC4161C),
  WHITE(0xF2F2EE),
  BLACK(0x16161A),
  BLUE(0x0A4FA8),
  YELLOW(0xF5BE10),
  GREEN(0x16904A),
  GREY(0x7A7C80);

  private final int code;

  Ink(int code) {
    this.code = code;
  }

  Rgb color() {
    return Rgb.hex(code);
  }
}
