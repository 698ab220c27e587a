package io.boogeyman.nn.synthetic;

import java.util.Arrays;

/** Straight segments being put together, to be stroked or filled. Arcs become segments of 20°. */
final class Path {
  private static final double ARC_STEP_DEGREES = 20;

  private double[] ends = new double[32];
  private int segments;
  private boolean started;
  private double startX;
  private double startY;
  private double penX;
  private double penY;

  /** Lifts the pen: the next point begins a new line. */
  Path lift() {
    started = false;
    return this;
  }

  /** Draws a line to (x, y), or begins there. */
  Path to(double x, double y) {
    if (started) {
      add(x, y);
    } else {
      started = true;
      startX = x;
      startY = y;
    }
    penX = x;
    penY = y;
    return this;
  }

  /** Goes along an ellipse around (x, y), in degrees clockwise from the right. */
  Path arc(double x, double y, double radiusX, double radiusY, double from, double until) {
    int steps = (int) Math.max(1, Math.ceil(Math.abs(until - from) / ARC_STEP_DEGREES));
    for (int i = 0; i <= steps; i++) {
      double angle = StrictMath.toRadians(from + (until - from) * i / steps);
      to(x + radiusX * StrictMath.cos(angle), y + radiusY * StrictMath.sin(angle));
    }
    return this;
  }

  /** Returns to where the present line began, and lifts the pen. */
  Path close() {
    return to(startX, startY).lift();
  }

  /** Adds {@code other}, stretched and then moved. */
  Path add(Path other, double scaleX, double scaleY, double right, double down) {
    for (int i = 0; i < other.segments; i++) {
      lift();
      to(other.ends[4 * i] * scaleX + right, other.ends[4 * i + 1] * scaleY + down);
      to(other.ends[4 * i + 2] * scaleX + right, other.ends[4 * i + 3] * scaleY + down);
    }
    return lift();
  }

  private void add(double x, double y) {
    if (4 * segments == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[4 * segments] = penX;
    ends[4 * segments + 1] = penY;
    ends[4 * segments + 2] = x;
    ends[4 * segments + 3] = y;
    segments++;
  }

  /** A round pen's trace. */
  Region stroked(double halfWidth) {
    double[] lines = lines();
    return (x, y) -> Math.sqrt(squaredDistance(lines, x, y)) - halfWidth;
  }

  /** What the closed lines enclose (even–odd rule). */
  Region filled() {
    double[] lines = lines();
    return (x, y) -> {
      double distance = Math.sqrt(squaredDistance(lines, x, y));
      return encloses(lines, x, y) ? -distance : distance;
    };
  }

  /** For each segment its start, its direction, and one over its squared length. */
  private double[] lines() {
    double[] lines = new double[5 * segments];
    for (int i = 0; i < segments; i++) {
      double alongX = ends[4 * i + 2] - ends[4 * i];
      double alongY = ends[4 * i + 3] - ends[4 * i + 1];
      double length = alongX * alongX + alongY * alongY;
      lines[5 * i] = ends[4 * i];
      lines[5 * i + 1] = ends[4 * i + 1];
      lines[5 * i + 2] = alongX;
      lines[5 * i + 3] = alongY;
      lines[5 * i + 4] = length == 0 ? 0 : 1 / length;
    }
    return lines;
  }

  private static double squaredDistance(double[] lines, double x, double y) {
    double nearest = Double.MAX_VALUE;
    for (int i = 0; i < lines.length; i += 5) {
      double fromX = x - lines[i];
      double fromY = y - lines[i + 1];
      double foot = (fromX * lines[i + 2] + fromY * lines[i + 3]) * lines[i + 4];
      double clamped = Math.max(0, Math.min(1, foot));
      double offX = fromX - clamped * lines[i + 2];
      double offY = fromY - clamped * lines[i + 3];
      nearest = Math.min(nearest, offX * offX + offY * offY);
    }
    return nearest;
  }

  private static boolean encloses(double[] lines, double x, double y) {
    boolean inside = false;
    for (int i = 0; i < lines.length; i += 5) {
      double down = y - lines[i + 1];
      double alongY = lines[i + 3];
      if (down < 0 != down < alongY) {
        inside ^= x < lines[i] + lines[i + 2] * down / alongY;
      }
    }
    return inside;
  }
}
