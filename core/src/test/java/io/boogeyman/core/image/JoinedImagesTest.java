package io.boogeyman.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JoinedImagesTest {
  private static final NumberedImages FIRST = new NumberedImages(4);
  private static final NumberedImages SECOND = new NumberedImages(6);
  private static final JoinedImages JOINED = new JoinedImages(FIRST, SECOND);

  @Test
  void the_second_set_stands_behind_the_first() {
    assertThat(JOINED.size()).isEqualTo(10);
    assertThat(JOINED.read(3, 4, 9).pixels()).isEqualTo(new byte[] {3, 0, 0, 0, 0, 0, 5, 0, 0});
    assertThat(JOINED.digestOf(9)).isEqualTo(SECOND.digestOf(5));
  }

  @Test
  void images_of_two_sets_are_never_in_one_group() {
    assertThat(JOINED.group(0)).isEqualTo(JOINED.group(1)).isNotEqualTo(JOINED.group(4));
    assertThat(JOINED.group(4)).isEqualTo(JOINED.group(5));
  }

  @Test
  void an_image_beyond_both_is_none() {
    assertThatThrownBy(() -> JOINED.read(10)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> JOINED.read(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void the_order_of_the_sets_is_part_of_the_digest() {
    assertThat(new JoinedImages(SECOND, FIRST).digest()).isNotEqualTo(JOINED.digest());
  }
}
