package io.boogeyman.victim.conformance;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes small ONNX files; the numbers are those of onnx.proto. */
public final class OnnxWriter {
  /** TensorProto.DataType. */
  public static final int FLOAT = 1;

  public static final int UINT8 = 2;
  public static final int INT64 = 7;
  public static final int FLOAT16 = 10;
  public static final int DOUBLE = 11;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();

  public OnnxWriter() {
    graph.writeBytes(message(out -> out.writeString(2, "tiny")));
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(int field, Fields fields) {
    byte[] inner = message(fields);
    graph.writeBytes(message(out -> out.writeByteArray(field, inner)));
  }

  /** An axis below 0 is left open. */
  public OnnxWriter input(String name, int type, long... axes) {
    add(11, out -> value(out, name, type, axes));
    return this;
  }

  public OnnxWriter output(String name, int type, long... axes) {
    add(12, out -> value(out, name, type, axes));
    return this;
  }

  private static void value(CodedOutputStream out, String name, int type, long... axes)
      throws IOException {
    byte[] shape =
        message(
            s -> {
              for (long axis : axes) {
                byte[] side =
                    message(
                        d -> {
                          if (axis < 0) {
                            d.writeString(2, "N" + -axis);
                          } else {
                            d.writeInt64(1, axis);
                          }
                        });
                s.writeByteArray(1, side);
              }
            });
    byte[] tensor =
        message(
            t -> {
              t.writeInt32(1, type);
              t.writeByteArray(2, shape);
            });
    out.writeString(1, name);
    out.writeByteArray(2, message(t -> t.writeByteArray(1, tensor)));
  }

  /** Attributes are whole numbers, or lists of them. */
  public OnnxWriter node(
      String operator, List<String> inputs, String output, Map<String, long[]> attributes) {
    add(
        1,
        out -> {
          for (String input : inputs) {
            out.writeString(1, input);
          }
          out.writeString(2, output);
          out.writeString(4, operator);
          for (Map.Entry<String, long[]> attribute : attributes.entrySet()) {
            out.writeByteArray(5, message(a -> attribute(a, attribute)));
          }
        });
    return this;
  }

  private static void attribute(CodedOutputStream out, Map.Entry<String, long[]> attribute)
      throws IOException {
    boolean list = attribute.getValue().length > 1;
    out.writeString(1, attribute.getKey());
    for (long value : attribute.getValue()) {
      out.writeInt64(list ? 8 : 3, value);
    }
    out.writeEnum(20, list ? 7 : 2);
  }

  public OnnxWriter node(String operator, String input, String output) {
    return node(operator, List.of(input), output, Map.of());
  }

  public OnnxWriter weight(String name, float[] values, long... axes) {
    ByteBuffer raw = bytes(values);
    add(
        5,
        out -> {
          tensor(out, name, axes);
          out.writeBytes(9, ByteString.copyFrom(raw));
        });
    return this;
  }

  /** A weight whose values lie in another file. */
  public OnnxWriter weightIn(String location, String name, long... axes) {
    byte[] entry =
        message(
            e -> {
              e.writeString(1, "location");
              e.writeString(2, location);
            });
    add(
        5,
        out -> {
          tensor(out, name, axes);
          out.writeByteArray(13, entry);
          out.writeEnum(14, 1);
        });
    return this;
  }

  private static void tensor(CodedOutputStream out, String name, long... axes) throws IOException {
    for (long axis : axes) {
      out.writeInt64(1, axis);
    }
    out.writeInt32(2, FLOAT);
    out.writeString(8, name);
  }

  static ByteBuffer bytes(float... values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return raw;
  }

  public OnnxWriter metadata(String key, String value) {
    byte[] entry =
        message(
            e -> {
              e.writeString(1, key);
              e.writeString(2, value);
            });
    metadata.writeBytes(message(out -> out.writeByteArray(14, entry)));
    return this;
  }

  public Path write(Path file) throws IOException {
    byte[] operators = message(o -> o.writeInt64(2, 17));
    byte[] model =
        message(
            out -> {
              out.writeInt64(1, 8);
              out.writeString(2, "OnnxWriter");
              out.writeByteArray(7, graph.toByteArray());
              out.writeByteArray(8, operators);
            });
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(model);
    all.writeBytes(metadata.toByteArray());
    return Files.write(file, all.toByteArray());
  }
}
