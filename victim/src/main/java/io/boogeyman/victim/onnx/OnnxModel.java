package io.boogeyman.victim.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Preprocessing;
import io.boogeyman.victim.tensor.ModelFacts;
import io.boogeyman.victim.tensor.ModelOutput;
import io.boogeyman.victim.tensor.TensorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An ONNX file on ONNX Runtime's processor backend. */
public final class OnnxModel implements TensorModel {
  private final String digest;
  private final OrtSession session;
  private final OnnxInput input;
  private final String output;
  private final ModelFacts facts;

  private OnnxModel(
      String digest, OrtSession session, OnnxInput input, String output, ModelFacts f) {
    this.digest = digest;
    this.session = session;
    this.input = input;
    this.output = output;
    this.facts = f;
  }

  /**
   * Opens a file.
   *
   * @param description says which input and output, where there are several
   * @param threads for one operation, at least 1
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it is no model of images
   */
  public static OnnxModel open(Path file, VictimDescription description, int threads)
      throws IOException {
    OnnxFile content = OnnxFile.read(file);
    OrtSession session = session(file, threads);
    try {
      OnnxInput input = OnnxInput.of(file, session.getInputInfo(), description.input().name());
      String output = output(file, session.getOutputInfo(), description);
      ModelFacts facts = OnnxMetadata.facts(input, session.getMetadata());
      String digest =
          session.getOutputInfo().size() == 1
              ? content.digest()
              : Digest.start().add(content.digest()).add(output).hex();
      return new OnnxModel(digest, session, input, output, facts);
    } catch (OrtException e) {
      close(session);
      throw new IllegalArgumentException(file + ": " + line(e), e);
    } catch (IOException | RuntimeException e) {
      close(session);
      throw e;
    }
  }

  /**
   * The names of the files beside an ONNX file that hold the larger of its weights.
   *
   * @throws IOException if it, or one of these, cannot be read
   * @throws IllegalArgumentException in one line, if it is no ONNX file, or they lie elsewhere
   */
  public static List<String> weightsOf(Path file) throws IOException {
    return List.copyOf(OnnxFile.read(file).weights());
  }

  private static OrtSession session(Path file, int threads) {
    // Its own words go to standard error, past whoever formats messages.
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "boogeyman");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      return environment.createSession(file.toString(), options);
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          file + " is no ONNX model that can be computed here: " + line(e), e);
    }
  }

  private static String output(
      Path file, Map<String, NodeInfo> outputs, VictimDescription description) {
    String name =
        description
            .output()
            .name()
            .orElseGet(
                () -> {
                  if (outputs.size() > 1) {
                    throw new IllegalArgumentException(
                        "%s has several outputs (%s); say which, such as output.name=%s"
                            .formatted(
                                file,
                                String.join(", ", outputs.keySet()),
                                outputs.keySet().iterator().next()));
                  }
                  return outputs.keySet().iterator().next();
                });
    if (!outputs.containsKey(name)) {
      throw new IllegalArgumentException(
          "%s has no output '%s'; it has %s"
              .formatted(file, name, String.join(", ", outputs.keySet())));
    }
    if (!(outputs.get(name).getInfo() instanceof TensorInfo)) {
      throw new IllegalArgumentException(file + ": its output " + name + " is no tensor");
    }
    return name;
  }

  @Override
  public String kind() {
    return "ONNX model in process";
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public ModelFacts facts() {
    return facts;
  }

  @Override
  public Optional<String> output() {
    return Optional.of(output);
  }

  @Override
  public void require(Preprocessing preprocessing) {
    input.require(preprocessing);
  }

  @Override
  public ModelOutput run(ByteBuffer values, Preprocessing preprocessing, int count) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                values,
                preprocessing.axes(count),
                type(preprocessing.type()));
        OrtSession.Result result = session.run(Map.of(input.name(), tensor), Set.of(output))) {
      return output(result.get(0));
    } catch (OrtException e) {
      throw new PredictionException("it cannot be computed: " + line(e), e);
    }
  }

  private static OnnxJavaType type(ElementType type) {
    return switch (type) {
      case FP32 -> OnnxJavaType.FLOAT;
      case FP16 -> OnnxJavaType.FLOAT16;
      case UINT8 -> OnnxJavaType.UINT8;
    };
  }

  private ModelOutput output(OnnxValue value) {
    OnnxTensor tensor = (OnnxTensor) value;
    long[] axes = tensor.getInfo().getShape();
    return switch (tensor.getInfo().type) {
      case FLOAT, FLOAT16, BFLOAT16 ->
          new ModelOutput(floats(tensor.getFloatBuffer()), axes, false);
      case DOUBLE -> {
        DoubleBuffer buffer = tensor.getDoubleBuffer();
        double[] doubles = new double[buffer.remaining()];
        buffer.get(doubles);
        yield new ModelOutput(floats(doubles), axes, false);
      }
      case INT64 -> {
        LongBuffer longs = tensor.getLongBuffer();
        float[] floats = new float[longs.remaining()];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = longs.get(i);
        }
        yield new ModelOutput(floats, axes, true);
      }
      case INT32 -> {
        IntBuffer integers = tensor.getIntBuffer();
        float[] floats = new float[integers.remaining()];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = integers.get(i);
        }
        yield new ModelOutput(floats, axes, true);
      }
      default ->
          throw new PredictionException(
              "it gives values of type %s in %s, which are no scores"
                  .formatted(tensor.getInfo().type, output),
              null);
    };
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] floats = new float[buffer.remaining()];
    buffer.get(floats);
    return floats;
  }

  private static float[] floats(double... doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  /** ONNX Runtime's reason without its number, in one line. */
  static String line(OrtException e) {
    return Objects.requireNonNullElse(e.getMessage(), "no reason given")
        .replaceFirst("^Error code - \\w+ - message: ", "")
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("\\p{Cntrl}", "?");
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session of an ONNX model is closed twice", e);
    }
  }

  @Override
  public void close() {
    close(session);
  }
}
