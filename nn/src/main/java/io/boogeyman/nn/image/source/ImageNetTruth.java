package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/**
 * The classes of ImageNet's validation images, in any of the three forms that they come in: the
 * competition's {@code LOC_val_solution.csv}, the development kit's {@code
 * ILSVRC2012_validation_ground_truth.txt} with {@code meta.mat}, or Caffe's {@code val.txt}, which
 * counts the classes in the order of their names.
 */
final class ImageNetTruth {
  private static final String SOLUTION = "LOC_val_solution.csv";
  private static final String GROUND_TRUTH = "ILSVRC2012_validation_ground_truth.txt";
  private static final String META = "meta.mat";
  private static final String COUNTED = "val.txt";
  private static final int MOST_META_BYTES = 64 << 20;

  private final FileTree tree;

  private ImageNetTruth(FileTree tree) {
    this.tree = tree;
  }

  /**
   * The class of each image by its file name without extension; empty if no file tells.
   *
   * @param classNames the classes of the training images, sorted; empty if there are none
   */
  static Optional<Map<String, String>> read(FileTree tree, List<String> classNames)
      throws ImageSourceException {
    ImageNetTruth truth = new ImageNetTruth(tree);
    Optional<String> solution = Paths.fileNamed(tree, SOLUTION);
    Optional<String> groundTruth = Paths.fileNamed(tree, GROUND_TRUTH);
    Optional<String> counted = Paths.fileNamed(tree, COUNTED);
    if (solution.isPresent()) {
      return Optional.of(truth.solution(solution.get()));
    }
    if (groundTruth.isPresent()) {
      return Optional.of(truth.groundTruth(groundTruth.get()));
    }
    return counted.isPresent()
        ? Optional.of(truth.counted(counted.get(), classNames))
        : Optional.empty();
  }

  /** Lines are an image and, for each object in it, a class and a box: the class is the first. */
  private Map<String, String> solution(String path) throws ImageSourceException {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    Map<String, String> classOfImage = new HashMap<>();
    try (CSVParser rows = format.parse(new StringReader(TextFiles.text(tree, path)))) {
      for (CSVRecord row : rows) {
        classOfImage.put(
            row.get("ImageId"), wnid(path, row.get("PredictionString").split(" ", 2)[0]));
      }
    } catch (ImageSourceException e) {
      throw e;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new ImageSourceException(
          "%s: %s is no table of ImageId and PredictionString: %s"
              .formatted(tree.name(), path, e.getMessage()));
    }
    return classOfImage;
  }

  private String wnid(String path, String text) throws ImageSourceException {
    if (!text.matches("n\\d{8}")) {
      throw TextFiles.wrong(tree, path, text, "a class, as n01440764");
    }
    return text;
  }

  /** Line i is the number of image i's class, which the metadata translates. */
  private Map<String, String> groundTruth(String path) throws ImageSourceException {
    Map<String, String> wnids = metadata();
    Map<String, String> classOfImage = new HashMap<>();
    for (String line : TextFiles.lines(tree, path)) {
      String wnid = wnids.get(line);
      if (wnid == null) {
        throw TextFiles.wrong(tree, path, line, "the number of a class of " + META);
      }
      classOfImage.put("ILSVRC2012_val_%08d".formatted(classOfImage.size() + 1), wnid);
    }
    return classOfImage;
  }

  private Map<String, String> metadata() throws ImageSourceException {
    String path =
        Paths.fileNamed(tree, META)
            .orElseThrow(
                () ->
                    new ImageSourceException(
                        "%s: %s needs the development kit's %s beside it"
                            .formatted(tree.name(), GROUND_TRUTH, META)));
    Map<String, String> wnids = new HashMap<>();
    try {
      byte[] bytes = tree.read(path, MOST_META_BYTES);
      Struct synsets = Mat5.newReader(Sources.wrap(bytes)).readMat().getStruct("synsets");
      for (int i = 0; i < synsets.getNumElements(); i++) {
        wnids.put(
            Integer.toString(synsets.getMatrix("ILSVRC2012_ID", i).getInt(0)),
            synsets.getChar("WNID", i).getString());
      }
    } catch (IOException | RuntimeException e) {
      throw new ImageSourceException(
          "%s: %s is no list of ImageNet's classes: %s"
              .formatted(tree.name(), path, e.getMessage()));
    }
    return wnids;
  }

  private Map<String, String> counted(String path, List<String> classNames)
      throws ImageSourceException {
    Map<String, String> classOfImage = new HashMap<>();
    for (String line : TextFiles.lines(tree, path)) {
      String[] words = line.split("\\s+", -1);
      boolean isNumber = words.length == 2 && words[1].matches("\\d{1,6}");
      if (!isNumber || Integer.parseInt(words[1]) >= classNames.size()) {
        throw TextFiles.wrong(
            tree, path, line, "an image and the number of one of the classes below train/");
      }
      classOfImage.put(
          words[0].replaceFirst("\\.JPEG$", ""), classNames.get(Integer.parseInt(words[1])));
    }
    return classOfImage;
  }
}
