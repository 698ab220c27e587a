package io.boogeyman.nn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/** Layers one after another. */
record Sequential(List<Child> children) implements Layer {

  /** A layer and its name, empty where it has no tensors or lends its parent's name. */
  record Child(String name, Layer layer) {

    boolean hasTensors() {
      boolean[] has = {false};
      layer.visit("", (path, tensor) -> has[0] = true);
      return has[0];
    }
  }

  Sequential {
    children = List.copyOf(children);
  }

  /** No layer yet. */
  static Builder start() {
    return new Builder();
  }

  @Override
  public Tensor forward(Tensor input, Pass pass) {
    Tensor value = input;
    for (Child child : children) {
      value = child.layer.forward(value, pass);
    }
    return value;
  }

  /**
   * Applies the layers and shows what each stage gives: what lies before a layer with tensors of
   * its own, behind a block, a pooling or an activation. An activation may overwrite what stands
   * before it, so nothing is shown there.
   */
  Tensor forward(Tensor input, Pass pass, Consumer<Tensor> stages) {
    Tensor value = input;
    boolean stageEnded = false;
    for (Child child : children) {
      if (stageEnded && child.hasTensors()) {
        stages.accept(value);
      }
      boolean nested = child.layer instanceof Sequential && child.hasTensors();
      value =
          nested
              ? ((Sequential) child.layer).forward(value, pass, stages)
              : child.layer.forward(value, pass);
      stageEnded = nested || child.layer instanceof Residual || !child.hasTensors();
    }
    return value;
  }

  @Override
  public void visit(String path, BiConsumer<String, Tensor> visitor) {
    for (Child child : children) {
      child.layer.visit(Layer.path(path, child.name), visitor);
    }
  }

  /** Also makes one layer of every convolution that a batch normalisation follows. */
  @Override
  public Sequential folded() {
    List<Child> folded = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      Child child = children.get(i);
      if (child.layer instanceof Convolution convolution
          && i + 1 < children.size()
          && children.get(i + 1).layer instanceof BatchNormalisation normalisation) {
        folded.add(new Child(child.name, convolution.foldedWith(normalisation)));
        i++;
      } else {
        folded.add(new Child(child.name, child.layer.folded()));
      }
    }
    return new Sequential(folded);
  }

  /** Gathers layers in order. */
  static final class Builder {
    private final List<Child> children = new ArrayList<>();
    private int numbered;

    private Builder() {}

    /** A layer with a name. */
    Builder add(String name, Layer layer) {
      children.add(new Child(name, layer));
      return this;
    }

    /** A layer without tensors, or one whose tensors take this sequence's name. */
    Builder add(Layer layer) {
      return add("", layer);
    }

    /** Layers named by their number in this sequence, counted from zero. */
    Builder next(Layer... layers) {
      for (Layer layer : layers) {
        add(Integer.toString(numbered++), layer);
      }
      return this;
    }

    Sequential build() {
      return new Sequential(children);
    }
  }
}
