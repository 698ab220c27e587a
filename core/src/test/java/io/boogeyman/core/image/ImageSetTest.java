package io.boogeyman.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageSetTest {
  private final ImageSet whole =
      new NumberedImages(6, Optional.of(new Labels(List.of("a", "b", "c"), 0, 1, 2, 0, 1, 2)));

  @Test
  void subset_reads_its_own_images_in_its_own_order() {
    ImageBatch read = whole.subset("odd", 5, 3, 1).read(2, 0);
    assertThat(read.pixels()).containsExactly(1, 0, 0, 5, 0, 0);
  }

  @Test
  void subset_carries_the_labels_of_its_images() {
    Labels labels = whole.subset("odd", 5, 3, 1).labels().orElseThrow();
    assertThat(labels.toArray()).containsExactly(2, 0, 1);
    assertThat(labels.classNames()).containsExactly("a", "b", "c");
  }

  @Test
  void subset_keeps_the_groups_of_the_whole() {
    ImageSet subset = whole.subset("some", 5, 0);
    assertThat(new int[] {subset.group(0), subset.group(1)}).containsExactly(2, 0);
  }

  @Test
  void subset_of_a_subset_counts_positions_in_the_subset() {
    ImageSet inner = whole.subset("odd", 5, 3, 1).subset("last", 2);
    assertThat(inner.size()).isEqualTo(1);
    assertThat(inner.read(0).pixels()).startsWith(1);
    assertThat(inner.name()).isEqualTo("numbered, odd, last");
  }

  @Test
  void subset_does_not_change_with_the_array_that_made_it() {
    int[] indices = {4, 2};
    ImageSet subset = whole.subset("some", indices);
    indices[0] = 0;
    assertThat(subset.read(0).pixels()).startsWith(4);
  }

  @Test
  void subset_refuses_an_image_that_the_whole_has_not() {
    assertThatThrownBy(() -> whole.subset("too far", 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void subset_refuses_to_read_past_its_end() {
    assertThatThrownBy(() -> whole.subset("one", 3).read(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void digest_of_a_subset_depends_on_images_and_order() {
    assertThat(whole.subset("part", 1, 2).digest())
        .isEqualTo(whole.subset("same part by another name", 1, 2).digest())
        .isNotEqualTo(whole.subset("part", 2, 1).digest())
        .isNotEqualTo(whole.subset("part", 1).digest())
        .isNotEqualTo(new NumberedImages(7).subset("part", 1, 2).digest());
  }

  @Test
  void withheld_labels_cannot_be_had_by_way_of_a_subset() {
    assertThat(whole.unlabelled().labels()).isEmpty();
    assertThat(whole.unlabelled().subset("part", 1).labels()).isEmpty();
    assertThat(whole.subset("part", 1).unlabelled().labels()).isEmpty();
  }

  @Test
  void withholding_labels_changes_nothing_else() {
    ImageSet unlabelled = whole.unlabelled();
    assertThat(unlabelled.read(3, 1).pixels()).isEqualTo(whole.read(3, 1).pixels());
    assertThat(unlabelled.size()).isEqualTo(6);
    assertThat(unlabelled.group(5)).isEqualTo(2);
    assertThat(unlabelled.name()).isEqualTo("numbered");
  }

  @Test
  void slice_of_a_batch_holds_the_images_from_one_to_another() {
    assertThat(whole.read(0, 1, 2, 3).slice(1, 3).pixels()).containsExactly(1, 0, 0, 2, 0, 0);
  }

  @Test
  void batch_refuses_a_part_of_an_image() {
    assertThatThrownBy(() -> new ImageBatch(ImageShape.square(1), new byte[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 bytes are no whole number of 1x1 images");
  }

  @Test
  void labels_refuse_a_class_without_a_name() {
    assertThatThrownBy(() -> new Labels(List.of("a"), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image 1 has class 1, but there are 1");
  }

  @Test
  void labels_count_images_of_every_class_also_of_the_absent() {
    assertThat(new Labels(List.of("a", "b", "c"), 0, 2, 2).counts()).containsExactly(1, 0, 2);
  }
}
