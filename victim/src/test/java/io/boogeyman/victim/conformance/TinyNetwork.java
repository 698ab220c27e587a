package io.boogeyman.victim.conformance;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import io.boogeyman.nn.weights.Safetensors;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * One small network, "5l" for images of 12×14 and four classes, in every form in which a victim can
 * be had. Height and width differ, so that nobody can confuse them unnoticed.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class TinyNetwork {
  public static final ImageShape SHAPE = new ImageShape(12, 14, 3);
  public static final List<String> CLASSES = List.of("0", "1", "2", "3");
  public static final Computing COMPUTING = new Computing(1, (a, s) -> Compute.cpu(1));
  private static final String ARCHITECTURE = "5l";

  /** Convolution and linear layers, in order, as in the architecture's code. */
  private static final List<String> CONVOLUTIONS =
      List.of("features.0", "features.3", "features.6");

  private TinyNetwork() {}

  /**
   * Its weights are larger than a fresh network's and its logits centred, so that answers differ.
   */
  static Network network() {
    Network network = Architectures.named(ARCHITECTURE).create(4, SHAPE, new Seed(5));
    ImageBatch images = images(16);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      network.state().values().forEach(t -> t.mul_(new Scalar(t.dim() > 1 ? 3f : 1f)));
      Tensor logits = network.forward(ImageTensors.of(images.pixels(), SHAPE, Compute.cpu(1)));
      network.state().get("classifier.2.bias").sub_(logits.mean(0));
    }
    return network;
  }

  public static Path trained(Path folder) throws IOException {
    Path file = folder.resolve("trained.safetensors");
    try (SavedNetwork saved = new SavedNetwork(network(), CLASSES, Map.of())) {
      saved.write(file);
    }
    return file;
  }

  public static Path safetensors(Path folder) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    try (Network network = network()) {
      Safetensors.write(file, network.state(), Map.of());
    }
    return file;
  }

  public static Path pth(Path folder) throws IOException {
    Map<String, float[]> values = new LinkedHashMap<>();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (Network network = network();
        PointerScope scope = new PointerScope()) {
      network
          .state()
          .forEach(
              (name, tensor) -> {
                values.put("module." + name, values(tensor));
                shapes.put("module." + name, tensor.shape());
              });
    }
    return TorchFile.write(folder.resolve("weights.pth"), values, shapes);
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    new FloatPointer(tensor.detach().contiguous().data_ptr()).get(values);
    return values;
  }

  public static Path onnx(Path folder) throws IOException {
    OnnxWriter onnx = new OnnxWriter();
    onnx.input("images", OnnxWriter.FLOAT, -1, 3, 12, 14);
    try (Network network = network();
        PointerScope scope = new PointerScope()) {
      network.state().forEach((name, t) -> onnx.weight(name, values(t), t.shape()));
    }
    String from = "images";
    for (String layer : CONVOLUTIONS) {
      onnx.node("Conv", List.of(from, layer + ".weight", layer + ".bias"), layer, Map.of());
      onnx.node("Relu", layer, layer + "r");
      from = layer + "r";
      if (!layer.equals("features.6")) {
        onnx.node(
            "MaxPool",
            List.of(from),
            layer + "p",
            Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}));
        from = layer + "p";
      }
    }
    onnx.node("Flatten", from, "flat");
    linear(onnx, "flat", "classifier.0", "hidden");
    onnx.node("Relu", "hidden", "positive");
    linear(onnx, "positive", "classifier.2", "scores");
    return onnx.output("scores", OnnxWriter.FLOAT, -1, 4).write(folder.resolve("tiny.onnx"));
  }

  private static void linear(OnnxWriter onnx, String from, String layer, String to) {
    onnx.node(
        "Gemm",
        List.of(from, layer + ".weight", layer + ".bias"),
        to,
        Map.of("transB", new long[] {1}));
  }

  public static Path torchScript(Path folder) throws IOException {
    Path file = folder.resolve("tiny.pt");
    try (Network network = network();
        PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("__torch__.Tiny"));
      network
          .state()
          .forEach(
              (name, tensor) ->
                  module.register_parameter(name.replace('.', '_'), tensor.detach(), false));
      module.define(
          """
          def forward(self, x):
              x = torch.relu(torch.conv2d(x, self.features_0_weight, self.features_0_bias))
              x = torch.max_pool2d(x, [2, 2])
              x = torch.relu(torch.conv2d(x, self.features_3_weight, self.features_3_bias))
              x = torch.max_pool2d(x, [2, 2])
              x = torch.relu(torch.conv2d(x, self.features_6_weight, self.features_6_bias))
              x = torch.flatten(x, 1)
              x = torch.relu(torch.addmm(self.classifier_0_bias, x, self.classifier_0_weight.t()))
              return torch.addmm(self.classifier_2_bias, x, self.classifier_2_weight.t())
          """);
      module.save(file.toString());
    }
    return file;
  }

  /** A colour and some noise each, always the same: images whose answers differ. */
  public static ImageBatch images(int count) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    Random random = new Random(7);
    for (int from = 0; from < pixels.length; from += SHAPE.bytes()) {
      int[] colour = {random.nextInt(192), random.nextInt(192), random.nextInt(192)};
      for (int p = 0; p < SHAPE.bytes(); p++) {
        pixels[from + p] = (byte) (colour[p % 3] + random.nextInt(64));
      }
    }
    return new ImageBatch(SHAPE, pixels);
  }
}
