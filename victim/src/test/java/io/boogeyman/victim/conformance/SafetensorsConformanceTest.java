package io.boogeyman.victim.conformance;

import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class SafetensorsConformanceTest extends VictimConformance {
  @Override
  protected Victim victim(Path folder) throws IOException {
    return open(
        TinyNetwork.safetensors(folder), Map.of("architecture", "5l", "input.size", "12x14"));
  }
}
