package io.boogeyman.victim.conformance;

import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class TrainedNetworkConformanceTest extends VictimConformance {
  @Override
  protected Victim victim(Path folder) throws IOException {
    return open(TinyNetwork.trained(folder), Map.of());
  }
}
