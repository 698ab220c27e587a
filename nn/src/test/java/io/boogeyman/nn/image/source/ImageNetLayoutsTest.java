package io.boogeyman.nn.image.source;

import static io.boogeyman.nn.image.source.PublishedFiles.PICTURE;
import static io.boogeyman.nn.image.source.PublishedFiles.labels;
import static io.boogeyman.nn.image.source.PublishedFiles.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import io.boogeyman.nn.image.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** ImageNet as it comes from its publishers and from the competition, in small. */
class ImageNetLayoutsTest {
  private PublishedFiles published;

  @BeforeEach
  void openFolder(@TempDir Path folder) {
    published = new PublishedFiles(folder);
  }

  @Test
  void imagenet_in_class_folders_is_read_as_all_class_folders_are() throws IOException {
    published.pictures(
        "train/n00000001/n00000001_5.JPEG", "val/n00000001/ILSVRC2012_val_00000001.JPEG");
    try (ImageSource val = published.open(":val")) {
      assertThat(names(val)).containsExactly("n00000001/ILSVRC2012_val_00000001.JPEG");
      assertThat(labels(val).classNames()).containsExactly("n00000001");
    }
  }

  @Test
  void imagenet_is_validated_by_the_development_kits_ground_truth() throws IOException {
    imageNet("");
    published.text("kit/data/ILSVRC2012_validation_ground_truth.txt", "1\n2\n");
    metadata("n00000002", "n00000001");
    validatedAsTold();
  }

  @Test
  void imagenet_is_validated_by_the_competitions_table() throws IOException {
    imageNet("ILSVRC/Data/CLS-LOC/");
    published.text(
        "LOC_val_solution.csv",
        """
        ImageId,PredictionString
        ILSVRC2012_val_00000002,n00000001 1 2 3 4 n00000001 5 6 7 8\s
        ILSVRC2012_val_00000001,n00000002 85 1 499 272\s
        """);
    validatedAsTold();
  }

  @Test
  void imagenet_is_validated_by_numbered_classes() throws IOException {
    imageNet("");
    published.text("val.txt", "ILSVRC2012_val_00000001.JPEG 1\nILSVRC2012_val_00000002.JPEG 0\n");
    validatedAsTold();
  }

  @Test
  void imagenet_with_validation_images_that_nobody_labels_is_told_so() throws IOException {
    imageNet("");
    published.text("val.txt", "ILSVRC2012_val_00000001.JPEG 1\n");
    assertThatThrownBy(() -> published.open(":val"))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("no class is told for val/ILSVRC2012_val_00000002.JPEG");
  }

  @Test
  void imagenets_ground_truth_without_its_metadata_is_refused() throws IOException {
    imageNet("");
    published.text("ILSVRC2012_validation_ground_truth.txt", "1\n2\n");
    assertThatThrownBy(() -> published.open(":val"))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("needs the development kit's meta.mat beside it");
    published.text("meta.mat", "no matrix at all");
    assertThatThrownBy(() -> published.open(":val"))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("meta.mat is no list of ImageNet's classes");
  }

  @Test
  void the_papers_pool_has_100_training_images_of_each_class() throws IOException {
    Map<String, byte[]> images = new HashMap<>();
    for (int i = 0; i < 150; i++) {
      images.put("train/n00000001/n00000001_%d.JPEG".formatted(i), PICTURE);
      images.put("train/n00000002/n00000002_%d.JPEG".formatted(i), PICTURE);
    }
    Path tar = Pictures.tar(published.folder().resolve("imagenet.tar"), images);
    try (ImageSource pool = ImageSources.open(tar + ":pool");
        ImageSource again = ImageSources.open(tar + ":pool")) {
      assertThat(labels(pool).counts()).containsExactly(100, 100);
      assertThat(names(pool)).isEqualTo(names(again)).doesNotHaveDuplicates();
      assertThat(names(pool)).isNotEqualTo(images.keySet().stream().sorted().limit(200).toList());
    }
  }

  private void imageNet(String root) throws IOException {
    published.pictures(
        root + "train/n00000001/n00000001_10.JPEG", root + "train/n00000002/n00000002_7.JPEG");
    published.pictures(
        root + "val/ILSVRC2012_val_00000001.JPEG", root + "val/ILSVRC2012_val_00000002.JPEG");
  }

  private void validatedAsTold() throws IOException {
    try (ImageSource val = published.open(":val");
        ImageSource train = published.open(":train");
        ImageSource all = published.open("")) {
      assertThat(val.size()).isEqualTo(2);
      assertThat(labels(val).classNames())
          .isEqualTo(labels(train).classNames())
          .containsExactly("n00000001", "n00000002");
      assertThat(labels(val).toArray()).containsExactly(1, 0);
      assertThat(labels(train).toArray()).containsExactly(0, 1);
      assertThat(all.size()).isEqualTo(4);
    }
  }

  private void metadata(String... wnids) throws IOException {
    Struct synsets = Mat5.newStruct(wnids.length, 1);
    for (int i = 0; i < wnids.length; i++) {
      synsets.set("ILSVRC2012_ID", i, Mat5.newScalar(i + 1));
      synsets.set("WNID", i, Mat5.newString(wnids[i]));
    }
    Mat5.newWriter(Sinks.newStreamingFile(published.folder().resolve("kit/data/meta.mat").toFile()))
        .writeMat(Mat5.newMatFile().addArray("synsets", synsets));
  }
}
