package io.boogeyman.nn.network;

import java.util.List;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The channels of several branches over the same input, N×C×H×W, in order. */
record Concatenation(List<Branch> branches) implements Layer {

  /** A branch and its name, empty where it lends its parent's. */
  record Branch(String name, Layer layer) {}

  Concatenation(Branch... branches) {
    this(List.of(branches));
  }

  @Override
  public Tensor forward(Tensor input, Pass pass) {
    TensorVector outputs = new TensorVector();
    for (Branch branch : branches) {
      outputs.push_back(branch.layer.forward(input, pass));
    }
    return torch.cat(outputs, 1);
  }

  @Override
  public void visit(String path, BiConsumer<String, Tensor> visitor) {
    for (Branch branch : branches) {
      branch.layer.visit(Layer.path(path, branch.name), visitor);
    }
  }

  @Override
  public Layer folded() {
    return new Concatenation(
        branches.stream().map(branch -> new Branch(branch.name, branch.layer.folded())).toList());
  }
}
