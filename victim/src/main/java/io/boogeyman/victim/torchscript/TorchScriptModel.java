package io.boogeyman.victim.torchscript;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.description.InputDescription;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Preprocessing;
import io.boogeyman.victim.tensor.ModelFacts;
import io.boogeyman.victim.tensor.ModelOutput;
import io.boogeyman.victim.tensor.TensorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.parameter_list;

/**
 * A TorchScript file on libtorch, frozen and optimised: its weights become constants of the graph,
 * batch normalisation is folded into convolutions. TorchScript is a program, but one that can do
 * nothing but compute.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class TorchScriptModel implements TensorModel {
  private static final Set<ScalarType> WHOLE =
      Set.of(ScalarType.Long, ScalarType.Int, ScalarType.Short, ScalarType.Byte, ScalarType.Char);

  private final String digest;
  private final JitModule module;
  private final int threads;
  private final ModelFacts facts;

  private TorchScriptModel(String digest, JitModule module, int threads, ModelFacts facts) {
    this.digest = digest;
    this.module = module;
    this.threads = threads;
    this.facts = facts;
  }

  /**
   * Opens a file.
   *
   * @param threads for one operation, at least 1
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it is no TorchScript
   */
  public static TorchScriptModel open(Path file, int threads) throws IOException {
    Compute.cpu(threads).claimThread();
    try (PointerScope scope = new PointerScope()) {
      JitModule loaded = torch.load(file.toString());
      loaded.eval();
      InputDescription input = input(loaded);
      JitModule optimised = torch.optimize_for_inference(torch.freeze(loaded));
      return new TorchScriptModel(
          Digest.start().addFile(file).hex(),
          optimised.retainReference(),
          threads,
          ModelFacts.of(input));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          file + " is no TorchScript that can be computed here: " + line(e), e);
    }
  }

  /** Weights of half precision take images of half precision; other than that a file is silent. */
  private static InputDescription input(JitModule module) {
    parameter_list parameters = module.parameters();
    boolean half =
        parameters.size() > 0
            && parameters.begin().multiply().scalar_type().intern() == ScalarType.Half;
    return InputDescription.told(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        half ? Optional.of(ElementType.FP16) : Optional.empty());
  }

  @Override
  public String kind() {
    return "TorchScript model in process";
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
  public void require(Preprocessing preprocessing) {
    // A file does not say what it takes; the trial shows whether it takes this.
  }

  @Override
  public ModelOutput run(ByteBuffer input, Preprocessing preprocessing, int count) {
    Compute compute = Compute.cpu(threads);
    compute.claimThread();
    return compute.besideOthers(List.of(digest, count), () -> forward(input, preprocessing, count));
  }

  private ModelOutput forward(ByteBuffer input, Preprocessing preprocessing, int count) {
    try (PointerScope scope = new PointerScope();
        InferenceMode inference = new InferenceMode()) {
      Tensor images =
          torch.from_blob(
              new BytePointer(input),
              preprocessing.axes(count),
              new TensorOptions(type(preprocessing.type())));
      IValue answer = module.forward(new IValueVector(new IValue(images)));
      if (!answer.isTensor()) {
        throw new PredictionException(
            "it gives a %s, not one tensor of scores".formatted(answer.tagKind().getString()),
            null);
      }
      return output(answer.toTensor());
    } catch (PredictionException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PredictionException("it cannot be computed: " + line(e), e);
    }
  }

  private static ScalarType type(ElementType type) {
    return switch (type) {
      case FP32 -> ScalarType.Float;
      case FP16 -> ScalarType.Half;
      case UINT8 -> ScalarType.Byte;
    };
  }

  private static ModelOutput output(Tensor scores) {
    Tensor floats = scores.to(new Device(torch.DeviceType.CPU), ScalarType.Float).contiguous();
    float[] values = new float[Math.toIntExact(floats.numel())];
    new FloatPointer(floats.data_ptr()).get(values);
    return new ModelOutput(values, floats.shape(), WHOLE.contains(scores.scalar_type().intern()));
  }

  /**
   * libtorch's reason in one line. An error within TorchScript begins with a traceback; its reason
   * stands last.
   */
  private static String line(RuntimeException e) {
    String message = Objects.requireNonNullElse(e.getMessage(), "no reason given");
    return message
        .lines()
        .filter(line -> line.startsWith("RuntimeError: ") || line.startsWith("Error: "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .findFirst()
        .or(() -> message.lines().findFirst())
        .orElse("")
        .replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public void close() {
    module.close();
  }
}
