package io.boogeyman.nn.image.source;

import static io.boogeyman.nn.image.source.PublishedFiles.PICTURE;
import static io.boogeyman.nn.image.source.PublishedFiles.bytes;
import static io.boogeyman.nn.image.source.PublishedFiles.labels;
import static io.boogeyman.nn.image.source.PublishedFiles.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.Pictures;
import io.boogeyman.nn.image.Split;
import io.boogeyman.nn.image.StoredImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets in the layouts of their publishers, in small. */
class OfficialLayoutsTest {
  private PublishedFiles published;

  @BeforeEach
  void openFolder(@TempDir Path folder) {
    published = new PublishedFiles(folder);
  }

  @Test
  void german_traffic_signs_are_read_from_the_three_archives_as_they_come() throws IOException {
    trafficSigns();
    try (ImageSource train = published.open(":train");
        ImageSource test = published.open(":test")) {
      assertThat(names(train)).containsExactly("00001/00000_00000.ppm", "00016/00000_00000.ppm");
      assertThat(labels(train).toArray()).containsExactly(0, 1);
      assertThat(names(test)).containsExactly("00000.ppm", "00001.ppm");
      assertThat(labels(test).toArray()).containsExactly(1, 0);
      assertThat(labels(test).classNames())
          .isEqualTo(labels(train).classNames())
          .containsExactly("00001", "00016");
    }
  }

  @Test
  void german_traffic_signs_without_a_part_are_all_of_them() throws IOException {
    trafficSigns();
    try (ImageSource all = published.open("")) {
      assertThat(all.size()).isEqualTo(4);
      assertThat(labels(all).counts()).containsExactly(2, 2);
    }
  }

  @Test
  void german_traffic_signs_for_testing_need_their_ground_truth() throws IOException {
    published.pictures("GTSRB/Final_Test/Images/00000.ppm");
    assertThatThrownBy(() -> published.open(":test"))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("put GTSRB_Final_Test_GT.zip there");
  }

  @Test
  void birds_are_split_as_their_publishers_say() throws IOException {
    Pictures.tar(published.folder().resolve("CUB_200_2011.tar"), birds("1 1\n2 0\n3 0\n"));
    try (ImageSource train = published.open(":train");
        ImageSource test = published.open(":test");
        ImageSource all = published.open("")) {
      assertThat(names(train)).containsExactly("CUB_200_2011/images/001.Albatross/A_1.ppm");
      assertThat(names(test))
          .containsExactly(
              "CUB_200_2011/images/001.Albatross/A_2.ppm", "CUB_200_2011/images/002.Wren/W_1.ppm");
      assertThat(labels(train).classNames()).containsExactly("001.Albatross", "002.Wren");
      assertThat(labels(test).classNames()).isEqualTo(labels(train).classNames());
      assertThat(labels(test).toArray()).containsExactly(0, 1);
      assertThat(all.size()).isEqualTo(3);
    }
  }

  @Test
  void parts_of_one_archive_are_not_taken_for_each_other_in_the_cache() throws IOException {
    Pictures.tar(published.folder().resolve("CUB_200_2011.tar"), birds("1 1\n2 0\n3 0\n"));
    try (ImageSource train = published.open(":train");
        ImageSource test = published.open(":test")) {
      assertThat(train.fingerprint()).isNotEqualTo(test.fingerprint());
      assertThat(train.digest()).isNotEqualTo(test.digest());
    }
  }

  @Test
  void birds_whose_tables_do_not_agree_are_refused() throws IOException {
    Pictures.tar(published.folder().resolve("CUB_200_2011.tar"), birds("1 1\n2 0\n"));
    assertThatThrownBy(() -> published.open(":train"))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("train_test_split.txt and images.txt number different images (2 and");
  }

  @Test
  void birds_of_neither_part_are_refused() throws IOException {
    Pictures.tar(published.folder().resolve("CUB_200_2011.tar"), birds("1 1\n2 0\n3 7\n"));
    assertThatThrownBy(() -> published.open(":train"))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageEndingWith("'3 7' should be 1 or 0 at its end");
  }

  @Test
  void tiny_imagenet_has_its_classes_in_folders_and_in_a_table() throws IOException {
    tinyImageNet();
    try (ImageSource train = published.open(":train");
        ImageSource val = published.open(":val")) {
      assertThat(labels(train).classNames()).containsExactly("n01", "n02");
      assertThat(labels(train).toArray()).containsExactly(0, 1);
      assertThat(names(val)).containsExactly("val/images/val_0.JPEG", "val/images/val_1.JPEG");
      assertThat(labels(val).classNames()).isEqualTo(labels(train).classNames());
      assertThat(labels(val).toArray()).containsExactly(1, 0);
    }
  }

  @Test
  void tiny_imagenet_leaves_its_unlabelled_test_images_out_unless_asked_for() throws IOException {
    tinyImageNet();
    try (ImageSource all = published.open("");
        ImageSource test = published.open(":test")) {
      assertThat(all.size()).isEqualTo(4);
      assertThat(names(test)).containsExactly("test/images/test_0.JPEG");
      assertThat(test.labels()).isEmpty();
    }
  }

  @Test
  void tiny_imagenet_that_names_an_unknown_class_is_refused() throws IOException {
    tinyImageNet();
    published.text("tiny/val/val_annotations.txt", "val_0.JPEG\tn09\t0\t0\t1\t1\n");
    assertThatThrownBy(() -> published.open(":val"))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("wnids.txt: 'val_0.JPEG");
  }

  @Test
  void eyes_of_a_patient_are_in_one_part_whatever_their_levels() throws IOException {
    retinopathy(200);
    try (ImageSource train = published.open(":train");
        ImageSource test = published.open(":test")) {
      Set<String> patients = new HashSet<>();
      names(train).forEach(name -> patients.add(patient(name)));
      assertThat(names(test)).isNotEmpty().noneMatch(name -> patients.contains(patient(name)));
      assertThat(train.size() + test.size()).isEqualTo(400);
      assertThat(test.size() / 400.0).isBetween(0.12, 0.28);
      assertThat(labels(train).classNames())
          .isEqualTo(labels(test).classNames())
          .containsExactly("0", "1", "2", "3", "4");
    }
  }

  @Test
  void patients_are_divided_the_same_everywhere() throws IOException {
    retinopathy(40);
    try (ImageSource test = published.open(":test")) {
      // Of SHA-256 over the lengths and texts, the first four bytes divisible by five: by Python.
      assertThat(names(test).stream().map(OfficialLayoutsTest::patient).distinct())
          .containsExactly("14", "19", "21", "22", "29", "33", "34", "38", "41", "46");
    }
  }

  @Test
  void eyes_of_a_patient_are_one_group_and_no_split_parts_them() throws IOException {
    retinopathy(40);
    try (ImageSource all = published.open("");
        StoredImages images =
            ImageStore.open(
                all,
                ImageShape.square(2),
                published.folder().resolve("cache"),
                1,
                Progress.SILENT)) {
      Split split = Split.byGroup(images, 0.2, new Seed(3));
      Set<Integer> first = new HashSet<>();
      IntStream.range(0, split.first().size()).forEach(i -> first.add(split.first().group(i)));
      assertThat(IntStream.range(0, split.second().size()).map(split.second()::group).boxed())
          .doesNotContainAnyElementsOf(first);
      assertThat(IntStream.range(0, all.size()).map(all::groupOf).distinct()).hasSize(40);
    }
  }

  @Test
  void copies_of_an_eye_stay_with_the_patient_in_class_folders_too() throws IOException {
    published.pictures(
        "0/10_left.jpeg", "0/10_left_rot90.jpeg", "2/10_right.jpeg", "0/13_left.jpeg");
    try (ImageSource source = published.open("")) {
      assertThat(IntStream.range(0, 4).map(source::groupOf)).containsExactly(0, 0, 1, 0);
    }
  }

  @Test
  void levels_out_of_range_are_refused() throws IOException {
    published.pictures("eyes/train/10_left.jpeg");
    published.text("eyes/trainLabels.csv", "image,level\n10_left,5\n");
    assertThatThrownBy(() -> published.open(""))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("trainLabels.csv: '5' should be a level from 0 to 4");
  }

  @Test
  void an_eye_that_is_there_twice_is_refused() throws IOException {
    published.pictures("eyes/train/10_left.jpeg", "eyes/small/10_left.jpeg");
    published.text("eyes/trainLabels.csv", "image,level\n10_left,1\n");
    assertThatThrownBy(() -> published.open(""))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("have one name; leave one of them there");
  }

  private void trafficSigns() throws IOException {
    String header = "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\r\n";
    String train = "GTSRB/Final_Training/Images/";
    Pictures.zip(
        published.folder().resolve("GTSRB_Final_Training_Images.zip"),
        Map.of(
            "GTSRB/Readme-Images.txt",
            new byte[0],
            train + "00001/00000_00000.ppm",
            PICTURE,
            train + "00001/GT-00001.csv",
            bytes(header + "00000_00000.ppm;2;2;0;0;1;1;1\r\n"),
            train + "00016/00000_00000.ppm",
            PICTURE,
            train + "00016/GT-00016.csv",
            bytes(header + "00000_00000.ppm;2;2;0;0;1;1;16\r\n")));
    Pictures.zip(
        published.folder().resolve("GTSRB_Final_Test_Images.zip"),
        Map.of(
            "GTSRB/Final_Test/Images/00000.ppm", PICTURE,
            "GTSRB/Final_Test/Images/00001.ppm", PICTURE,
            "GTSRB/Final_Test/Images/GT-final_test.test.csv",
                bytes("Filename;Width;Height\r\n00000.ppm;2;2\r\n00001.ppm;2;2\r\n")));
    Pictures.zip(
        published.folder().resolve("GTSRB_Final_Test_GT.zip"),
        Map.of(
            "GT-final_test.csv",
            bytes(header + "00000.ppm;2;2;0;0;1;1;16\r\n00001.ppm;2;2;0;0;1;1;1\r\n")));
  }

  private static Map<String, byte[]> birds(String split) {
    String top = "CUB_200_2011/";
    return Map.of(
        "attributes.txt",
        bytes("1 bill\n"),
        top + "images.txt",
        bytes("1 001.Albatross/A_1.ppm\n2 001.Albatross/A_2.ppm\n3 002.Wren/W_1.ppm\n"),
        top + "image_class_labels.txt",
        bytes("1 1\n2 1\n3 2\n"),
        top + "classes.txt",
        bytes("1 001.Albatross\n2 002.Wren\n"),
        top + "train_test_split.txt",
        bytes(split),
        top + "images/001.Albatross/A_1.ppm",
        PICTURE,
        top + "images/001.Albatross/A_2.ppm",
        PICTURE,
        top + "images/002.Wren/W_1.ppm",
        PICTURE);
  }

  private void tinyImageNet() throws IOException {
    published.pictures("tiny/train/n01/images/n01_0.JPEG", "tiny/train/n02/images/n02_0.JPEG");
    published.pictures("tiny/val/images/val_0.JPEG", "tiny/val/images/val_1.JPEG");
    published.pictures("tiny/test/images/test_0.JPEG");
    published.text("tiny/train/n01/n01_boxes.txt", "n01_0.JPEG\t0\t0\t1\t1\n");
    published.text("tiny/wnids.txt", "n02\nn01\n");
    published.text("tiny/words.txt", "n01\tgoldfish\nn02\tnewt\n");
    published.text(
        "tiny/val/val_annotations.txt",
        "val_0.JPEG\tn02\t0\t0\t1\t1\nval_1.JPEG\tn01\t0\t0\t1\t1\n");
  }

  private void retinopathy(int patients) throws IOException {
    StringBuilder table = new StringBuilder("image,level\n");
    for (int patient = 10; patient < 10 + patients; patient++) {
      published.pictures("eyes/train/%d_left.jpeg".formatted(patient));
      published.pictures("eyes/train/%d_right.jpeg".formatted(patient));
      table.append("%d_left,%d%n".formatted(patient, patient % 5));
      table.append("%d_right,%d%n".formatted(patient, patient / 2 % 5));
    }
    published.text("eyes/trainLabels.csv", table.toString());
  }

  private static String patient(String name) {
    return name.replaceFirst(".*/(\\d+)_.*", "$1");
  }
}
