package io.boogeyman.nn.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.bytedeco.pytorch.Tensor;

/**
 * What another implementation computed with the same weights, which a formula gives: value j = 1,
 * 2, … of a tensor comes from frac(j·φ + s), s from the CRC-32 of the tensor's name.
 */
record ReferenceNetwork(JsonNode json) {
  private static final double GOLDEN_RATIO = 0.6180339887498949;
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  static ReferenceNetwork torchvision(String architecture) throws IOException {
    Path file = MeasuringData.file("../reference/architectures/" + architecture + ".json");
    return new ReferenceNetwork(new ObjectMapper().readTree(Files.readAllBytes(file)));
  }

  static ReferenceNetwork committed(String architecture) throws IOException {
    String file = architecture + ".json";
    try (InputStream stream = ReferenceNetwork.class.getResourceAsStream(file)) {
      return new ReferenceNetwork(new ObjectMapper().readTree(Objects.requireNonNull(stream)));
    }
  }

  /** Names and shapes in order, {@code "conv1.weight [16, 3, 3, 3]"}. */
  String[] state() {
    return StreamSupport.stream(json.get("state").spliterator(), false)
        .map(entry -> entry.get(0).asText() + " " + entry.get(1).toString().replace(",", ", "))
        .toArray(String[]::new);
  }

  long parameters() {
    return json.get("parameters").asLong();
  }

  int side() {
    return json.get("input").get(2).asInt();
  }

  float[] logits() {
    float[] logits = new float[20];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) json.get("logits").get(i / 10).get(i % 10).asDouble();
    }
    return logits;
  }

  /** Two images that the network's own normalisation turns into the reference's input. */
  Tensor images() {
    int plane = side() * side();
    float[] values = new float[2 * 3 * plane];
    for (int i = 0; i < values.length; i++) {
      int channel = i / plane % 3;
      double normalised = (float) (2 * (fraction(i + 1, 0.25) - 0.5));
      values[i] = (float) (normalised * DEVIATION[channel] + MEAN[channel]);
    }
    return Tensor.create(values, 2, 3, side(), side());
  }

  /** Weights by the formula for every tensor of a state. */
  static Map<String, Tensor> weights(Map<String, Tensor> state) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    state.forEach((name, tensor) -> weights.put(name, weight(name, tensor)));
    return weights;
  }

  private static Tensor weight(String name, Tensor like) {
    Tensor filled = like.detach().clone();
    if (name.endsWith(".num_batches_tracked")) {
      return filled.zero_();
    }
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    double seed = crc.getValue() / 0x1p32;
    long fan = like.dim() < 2 ? 0 : like.numel() / like.size(0);
    FloatBuffer values = filled.createBuffer();
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (float) value(name, fan, fraction(i + 1, seed)));
    }
    return filled;
  }

  private static double value(String name, long fan, double uniform) {
    if (fan > 0) {
      return 2 * (uniform - 0.5) * Math.sqrt(3.0 / fan) * 1.4;
    }
    boolean aroundOne = name.endsWith(".running_var") || name.endsWith(".weight");
    return aroundOne ? 0.75 + 0.5 * uniform : 0.2 * (uniform - 0.5);
  }

  private static double fraction(long j, double seed) {
    double value = j * GOLDEN_RATIO + seed;
    return value - Math.floor(value);
  }
}
