package io.boogeyman.victim.conformance;

import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

class OnnxConformanceTest extends VictimConformance {
  @Override
  protected Victim victim(Path folder) throws IOException {
    return open(TinyNetwork.onnx(folder), Map.of("input.normalisation", "torchvision"));
  }
}
