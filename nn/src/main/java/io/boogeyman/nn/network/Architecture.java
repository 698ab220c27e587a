package io.boogeyman.nn.network;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A kind of network, which can be made for any number of classes and any size it takes. */
public final class Architecture {
  private final String name;
  private final ImageShape defaultShape;
  private final int minimumSide;
  private final Initialisation initialisation;
  private final String headName;
  private final Blueprint blueprint;

  Architecture(
      String name,
      int defaultSide,
      int minimumSide,
      Initialisation initialisation,
      String headName,
      Blueprint blueprint) {
    this.name = name;
    this.defaultShape = ImageShape.square(defaultSide);
    this.minimumSide = minimumSide;
    this.initialisation = initialisation;
    this.headName = headName;
    this.blueprint = blueprint;
  }

  /** Lays out the layers of one architecture. */
  @FunctionalInterface
  interface Blueprint {
    /** The layers for this many classes and images of this shape. */
    Layout layOut(LayerFactory layers, int classes, ImageShape shape);
  }

  /**
   * The two parts of a classifier.
   *
   * @param body from images to features
   * @param head from features to logits; the only part that depends on the number of classes
   */
  record Layout(Layer body, Layer head) {}

  /** The name in the registry: {@code "resnet20"}. */
  public String name() {
    return name;
  }

  /** The shape that the architecture was published with. */
  public ImageShape defaultShape() {
    return defaultShape;
  }

  /** The smallest height and width at which every layer still has an output, in pixels. */
  public int minimumSide() {
    return minimumSide;
  }

  /** The path of the head, the layer that gives the logits: {@code "fc"}. */
  String headName() {
    return headName;
  }

  /**
   * For how many classes a network was made that has these weights.
   *
   * @param weights by torchvision's names
   * @throws IllegalArgumentException in one line, if they have no head
   */
  public int classesOf(Map<String, Tensor> weights) {
    Tensor head = weights.get(headName + ".weight");
    if (head == null || head.dim() < 2) {
      throw new IllegalArgumentException(
          "the weights do not fit " + name + ": missing " + headName + ".weight");
    }
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, head.size(0)));
  }

  /**
   * A network with random weights, in evaluation mode, on the CPU.
   *
   * @param classes how many logits an image gets, at least 1
   * @param shape of the images, three channels
   * @param seed of the weights and of dropout; the same seed makes the same network
   * @throws IllegalArgumentException if the architecture cannot take the shape or the classes
   */
  public Network create(int classes, ImageShape shape, Seed seed) {
    return create(classes, shape, seed, Long.MAX_VALUE);
  }

  /**
   * The same, refused before it takes more memory than that: for classes and shapes that a file
   * claims.
   *
   * @param mostValues how many values all weights together may have
   * @throws IllegalArgumentException also if they would be more
   */
  public Network create(int classes, ImageShape shape, Seed seed, long mostValues) {
    if (classes < 1) {
      throw new IllegalArgumentException(name + " needs at least 1 class, not " + classes);
    }
    requireShape(shape);
    try (RandomSource random = new RandomSource(seed.derive("weights").value())) {
      LayerFactory layers = new LayerFactory(random.generator(), initialisation, mostValues);
      Layout layout = layOut(layers, classes, shape);
      return new Network(this, classes, shape, layout, seed.derive("dropout").value());
    }
  }

  private Layout layOut(LayerFactory layers, int classes, ImageShape shape) {
    try {
      return blueprint.layOut(layers, classes, shape);
    } catch (RuntimeException e) {
      layers.close();
      throw e instanceof ArithmeticException
          ? new IllegalArgumentException(
              "a %s of %d classes for %s images has too many weights"
                  .formatted(name, classes, shape),
              e)
          : e;
    }
  }

  /**
   * Refuses images that the architecture cannot take.
   *
   * @throws IllegalArgumentException if they have not three channels, or are too small
   */
  public void requireShape(ImageShape shape) {
    if (shape.channels() != 3) {
      throw new IllegalArgumentException(
          name + " takes images of 3 channels, not " + shape.channels());
    }
    if (Math.min(shape.height(), shape.width()) < minimumSide) {
      throw new IllegalArgumentException(
          name + " needs images of at least " + ImageShape.square(minimumSide) + ", not " + shape);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
