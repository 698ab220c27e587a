package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try")
class ArchitecturesTest {
  private static final List<String> LARGE =
      List.of("resnet34", "resnet50", "resnet101", "vgg16", "vgg16_bn", "densenet121");

  static Stream<String> small() {
    return Architectures.names().stream().filter(name -> !LARGE.contains(name));
  }

  static Stream<String> large() {
    return LARGE.stream();
  }

  @ParameterizedTest
  @MethodSource("small")
  void every_architecture_classifies_images_of_its_default_and_smallest_size(String name) {
    assertClassifies(Architectures.named(name));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("large")
  void so_does_every_large_architecture(String name) {
    assertClassifies(Architectures.named(name));
  }

  private static void assertClassifies(Architecture architecture) {
    ImageShape smallest = ImageShape.square(architecture.minimumSide());
    for (ImageShape shape : List.of(architecture.defaultShape(), smallest)) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard();
          Network network = architecture.create(7, shape, new Seed(1))) {
        Tensor images =
            Tensor.create(new float[2 * shape.bytes()], 2, 3, shape.height(), shape.width());

        assertThat(network.forward(images).shape()).containsExactly(2, 7);
        assertThat(network.features(images).dim()).isIn(2L, 4L);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void the_same_seed_makes_the_same_network(String name) {
    Architecture architecture = Architectures.named(name);
    try (Network first = architecture.create(3, architecture.defaultShape(), new Seed(1));
        Network same = architecture.create(3, architecture.defaultShape(), new Seed(1));
        Network other = architecture.create(3, architecture.defaultShape(), new Seed(2))) {
      assertThat(same.digest()).isEqualTo(first.digest()).isNotEqualTo(other.digest());
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void every_architecture_refuses_images_below_its_smallest_size(String name) {
    Architecture architecture = Architectures.named(name);
    int side = architecture.minimumSide();
    if (side > 1) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> architecture.create(3, new ImageShape(99, side - 1, 3), new Seed(1)))
          .withMessage("%s needs images of at least %dx%d, not 99x%d", name, side, side, side - 1);
    }
  }

  @Test
  void grey_images_are_refused() {
    Architecture architecture = Architectures.named("resnet20");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> architecture.create(3, new ImageShape(32, 32, 1), new Seed(1)))
        .withMessage("resnet20 takes images of 3 channels, not 1");
  }

  @Test
  void a_misspelt_name_is_answered_with_the_nearest_and_all() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Architectures.named("ResNet-34"))
        .withMessageStartingWith("there is no architecture 'ResNet-34'; did you mean resnet34?")
        .withMessageContaining("resnet20, resnet32, resnet56")
        .withMessageNotContaining("\n");
  }
}
