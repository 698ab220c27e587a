package io.boogeyman.defend.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What detectors made of a glance. */
record ScoredGlance(Watch.Scores scores) implements MicroBatcher.Results<ScoredGlance> {

  @Override
  public ScoredGlance part(int from, int to) {
    Map<String, double[]> some = new LinkedHashMap<>();
    scores.scores().forEach((name, values) -> some.put(name, Arrays.copyOfRange(values, from, to)));
    float[][] points = scores.points();
    return new ScoredGlance(
        new Watch.Scores(some, points.length == 0 ? points : Arrays.copyOfRange(points, from, to)));
  }
}
