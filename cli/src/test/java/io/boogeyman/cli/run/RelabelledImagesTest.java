package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelabelledImagesTest {

  @Test
  void the_victim_s_own_classes_stay_as_they_are() {
    ImageSet test = set(List.of("cat", "dog"), 0, 1, 1);
    assertThat(RelabelledImages.of(test, List.of("cat", "dog"))).isSameAs(test);
  }

  @Test
  void classes_are_found_by_name_whatever_their_order() {
    // Folders are in the order of their names as text.
    ImageSet test = set(List.of("0", "1", "10", "2"), 0, 1, 2, 3);
    List<String> victims = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    assertThat(labels(test, victims)).containsExactly(0, 1, 10, 2);
  }

  @Test
  void some_of_the_victim_s_classes_are_enough() {
    ImageSet test = set(List.of("cat", "dog"), 1, 0);
    ImageSet relabelled = RelabelledImages.of(test, List.of("ant", "dog", "cat"));
    assertThat(relabelled.labels().orElseThrow().toArray()).containsExactly(1, 2);
    assertThat(relabelled.labels().orElseThrow().classNames()).hasSize(3);
    assertThat(relabelled.digest()).isNotEqualTo(test.digest());
  }

  @Test
  void as_many_classes_as_a_victim_without_names_are_taken_in_order() {
    assertThat(labels(set(List.of("cat", "dog"), 1, 0), List.of("0", "1"))).containsExactly(1, 0);
  }

  @Test
  void other_classes_are_refused() {
    ImageSet test = set(List.of("cat", "dog"), 1, 0);
    assertThatThrownBy(() -> RelabelledImages.of(test, List.of("cat", "cow")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the test images drawn are of other classes (2: cat, dog, …) than the victim's (2: cat,"
                + " cow, …)");
    assertThatThrownBy(() -> RelabelledImages.of(test, List.of("0", "1", "2")))
        .hasMessageEndingWith("; name their folders by the victim's numbers");
  }

  @Test
  void images_without_labels_are_refused() {
    ImageSet test = set(List.of("cat"), 0).unlabelled();
    assertThatThrownBy(() -> RelabelledImages.of(test, List.of("cat")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the test images drawn have no labels; put them in one folder a class");
  }

  private static int[] labels(ImageSet test, List<String> victims) {
    return RelabelledImages.of(test, victims).labels().orElseThrow().toArray();
  }

  private static ImageSet set(List<String> names, int... classes) {
    return new ImageSet() {
      @Override
      public ImageShape shape() {
        return ImageShape.square(1);
      }

      @Override
      public int size() {
        return classes.length;
      }

      @Override
      public String name() {
        return "drawn";
      }

      @Override
      public String digest() {
        return "d";
      }

      @Override
      public ImageBatch read(int... indices) {
        return new ImageBatch(shape(), new byte[3 * indices.length]);
      }

      @Override
      public Optional<Labels> labels() {
        return Optional.of(new Labels(names, classes));
      }
    };
  }
}
