package io.boogeyman.victim.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Numbers of the tiny model, as protocols and files write them. */
final class TinyTensors {
  private TinyTensors() {}

  static float[] channelsFirst(float... values) {
    float[] turned = new float[values.length];
    int area = values.length / 3;
    for (int i = 0; i < values.length; i++) {
      turned[i % 3 * area + i / 3] = values[i];
    }
    return turned;
  }

  static float[] decoded(byte[] file) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
      int[] pixels = new int[TinyModel.VALUES];
      for (int i = 0; i < pixels.length; i++) {
        int rgb = image.getRGB(i / 3 % 4, i / 3 / 4);
        pixels[i] = rgb >> (16 - 8 * (i % 3)) & 0xff;
      }
      return TinyModel.predictPixels(pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int top(float... probabilities) {
    int top = 0;
    for (int k = 1; k < probabilities.length; k++) {
      top = probabilities[k] > probabilities[top] ? k : top;
    }
    return top;
  }

  static float[] numbers(JsonNode node) {
    List<Float> all = new ArrayList<>();
    collect(node, all);
    float[] values = new float[all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.get(i);
    }
    return values;
  }

  private static void collect(JsonNode node, List<Float> into) {
    if (node.isArray()) {
      node.forEach(element -> collect(element, into));
    } else {
      into.add(Float.parseFloat(node.asText()));
    }
  }

  static float[] floats(ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / 4];
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
