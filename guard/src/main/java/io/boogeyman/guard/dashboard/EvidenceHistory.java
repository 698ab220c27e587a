package io.boogeyman.guard.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The evidence against a client since it was first seen, by detector: at most 96 points, each the
 * strongest of a stretch of time. When there are more, stretches become twice as long. For one
 * thread at a time.
 */
final class EvidenceHistory {
  private static final int MOST = 96;
  private static final int DETECTORS = 16;

  private final List<String> detectors = new ArrayList<>();
  private List<Point> points = new ArrayList<>();
  private final long origin;
  private long width = 1_000;

  /** The strongest evidence in a stretch, all detectors' and each one's. */
  private static final class Point {
    private long stretch;
    private float suspicion;
    private float[] evidence;

    Point(long stretch, int detectors) {
      this.stretch = stretch;
      this.evidence = new float[detectors];
    }

    void take(float[] others) {
      if (others.length > evidence.length) {
        evidence = Arrays.copyOf(evidence, others.length);
      }
      for (int i = 0; i < others.length; i++) {
        evidence[i] = Math.max(evidence[i], others[i]);
      }
    }
  }

  EvidenceHistory(Instant begin) {
    this.origin = begin.toEpochMilli();
  }

  void add(Instant at, double suspicion, Map<String, Double> evidence) {
    float[] values = values(evidence);
    Point point = point(Math.max(0, (at.toEpochMilli() - origin) / width));
    point.suspicion = Math.max(point.suspicion, (float) Finite.of(suspicion));
    point.take(values);
    while (points.size() > MOST) {
      widen();
    }
  }

  private float[] values(Map<String, Double> evidence) {
    for (String name : evidence.keySet()) {
      if (detectors.size() < DETECTORS && !detectors.contains(name)) {
        detectors.add(name);
      }
    }
    float[] values = new float[detectors.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Finite.of(evidence.getOrDefault(detectors.get(i), 0.0));
    }
    return values;
  }

  /** Events may come a little out of order: the last stretch takes what belongs before it. */
  private Point point(long stretch) {
    if (!points.isEmpty() && points.get(points.size() - 1).stretch >= stretch) {
      return points.get(points.size() - 1);
    }
    Point point = new Point(stretch, detectors.size());
    points.add(point);
    return point;
  }

  private void widen() {
    width *= 2;
    List<Point> fewer = new ArrayList<>(points.size());
    for (Point point : points) {
      point.stretch /= 2;
      Point last = fewer.isEmpty() ? null : fewer.get(fewer.size() - 1);
      if (last != null && last.stretch == point.stretch) {
        last.suspicion = Math.max(last.suspicion, point.suspicion);
        last.take(point.evidence);
      } else {
        fewer.add(point);
      }
    }
    points = fewer;
  }

  /** The suspicion at the end of the last stretches, the newest last. */
  List<Double> last(int number) {
    return points.subList(Math.max(0, points.size() - number), points.size()).stream()
        .map(point -> Finite.rounded(point.suspicion))
        .toList();
  }

  Series series() {
    List<Long> times = points.stream().map(point -> origin + point.stretch * width).toList();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < detectors.size(); i++) {
      int detector = i;
      lines.add(
          new Line(
              detectors.get(i),
              points.stream()
                  .map(p -> detector < p.evidence.length ? p.evidence[detector] : 0f)
                  .map(Finite::rounded)
                  .toList()));
    }
    return new Series(times, last(MOST), lines);
  }

  /**
   * Evidence over time.
   *
   * @param times when each stretch began, in milliseconds since 1970
   * @param suspicion the strongest of all detectors
   * @param detectors each by itself
   */
  record Series(List<Long> times, List<Double> suspicion, List<Line> detectors) {}

  /** One detector's evidence, a value a time. */
  record Line(String name, List<Double> values) {}
}
