package io.boogeyman.defend.parameters;

import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.nn.tensor.TensorBytes;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * {@link Parameters} in a file of safetensors: numbers as tensors of two sides, texts in its
 * metadata. Such a file holds data only, and any tool of that format opens it.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class ParameterFile {
  private ParameterFile() {}

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static void write(Path file, Parameters parameters) throws IOException {
    try (PointerScope scope = new PointerScope()) {
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      parameters
          .singles()
          .forEach(
              (name, rows) ->
                  tensors.put(name, Tensor.create(rows.toArray(), rows.rows(), rows.width())));
      parameters
          .doubles()
          .forEach(
              (name, rows) ->
                  tensors.put(
                      name,
                      Tensor.create(
                          Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(),
                          rows.length,
                          rows[0].length)));
      Safetensors.write(file, tensors, parameters.texts());
    }
  }

  /**
   * Reads the file.
   *
   * @throws IOException in one line, if it cannot be read or is not what its header says
   * @throws IllegalArgumentException in one line, if it holds other tensors than {@link #write}
   *     writes
   */
  public static Parameters read(Path file) throws IOException {
    Parameters parameters = Parameters.empty();
    Safetensors.metadata(file).forEach(parameters::with);
    try (PointerScope scope = new PointerScope()) {
      Safetensors.read(file).forEach((name, tensor) -> add(parameters, name, tensor));
    }
    return parameters;
  }

  private static void add(Parameters parameters, String name, Tensor tensor) {
    boolean single = tensor.scalar_type().intern() == ScalarType.Float;
    boolean twice = tensor.scalar_type().intern() == ScalarType.Double;
    if (!(single || twice) || tensor.dim() != 2 || tensor.numel() == 0) {
      throw new IllegalArgumentException("its " + name + " is no table of numbers");
    }
    int width = Math.toIntExact(tensor.size(1));
    ByteBuffer bytes = TensorBytes.of(tensor);
    if (single) {
      float[] values = new float[Math.toIntExact(tensor.numel())];
      bytes.asFloatBuffer().get(values);
      for (float value : values) {
        requireFinite(name, value);
      }
      parameters.with(name, new Matrix(values, width));
    } else {
      double[][] rows = new double[Math.toIntExact(tensor.size(0))][width];
      DoubleBuffer values = bytes.asDoubleBuffer();
      for (double[] row : rows) {
        values.get(row);
        Arrays.stream(row).forEach(value -> requireFinite(name, value));
      }
      parameters.with(name, rows);
    }
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("its " + name + " holds " + value);
    }
  }
}
