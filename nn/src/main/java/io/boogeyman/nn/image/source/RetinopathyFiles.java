package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Kaggle's Diabetic Retinopathy Detection of 2015, as a user has unpacked it: {@code
 * trainLabels.csv} with the columns {@code image} and {@code level}, and photographs {@code
 * <patient>_left.jpeg} and {@code <patient>_right.jpeg}.
 *
 * <p>The parts {@code train} and {@code test} are 80 and 20 % of the patients, the paper's ratio
 * (Atli et al. 2020). The paper does not say which images are whose, and its sizes suggest that it
 * split after augmentation, so that copies of one eye are on both sides. Here a patient belongs to
 * one part, by a digest of the number: so do both eyes and all copies of them, and it is the same
 * whichever other files are there.
 */
final class RetinopathyFiles {
  private static final String TABLE = "trainLabels.csv";
  private static final List<String> LEVELS = List.of("0", "1", "2", "3", "4");
  private static final int ONE_IN = 5;

  private final FileTree tree;
  private final String table;
  private final Map<String, String> pathOfImage = new HashMap<>();

  private RetinopathyFiles(FileTree tree, String table) {
    this.tree = tree;
    this.table = table;
  }

  /** The images of a part; empty if the tree is laid out in another way. */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    Optional<String> table = Paths.fileNamed(tree, TABLE);
    if (table.isEmpty() || !Set.of("", "train", "test").contains(part)) {
      return Optional.empty();
    }
    return Optional.of(new RetinopathyFiles(tree, table.get()).open(name, part));
  }

  private ImageSource open(String name, String part) throws ImageSourceException {
    findImages();
    NavigableMap<String, String> classOfPath = new TreeMap<>();
    for (Map.Entry<String, String> row : rows().entrySet()) {
      String image = row.getKey();
      if (part.isEmpty() || part.equals(isForTesting(image) ? "test" : "train")) {
        classOfPath.put(
            pathOfImage.getOrDefault(image, Paths.prefix(table) + image + ".jpeg"), row.getValue());
      }
    }
    return LabelledFiles.source(tree, name, classOfPath, LEVELS, Set.of(table));
  }

  private void findImages() throws ImageSourceException {
    for (String path : tree.paths()) {
      if (Paths.isImage(path)) {
        String file = Paths.file(path);
        String before = pathOfImage.putIfAbsent(file.substring(0, file.lastIndexOf('.')), path);
        if (before != null) {
          throw new ImageSourceException(
              "%s: %s and %s have one name; leave one of them there"
                  .formatted(tree.name(), before, path));
        }
      }
    }
  }

  private NavigableMap<String, String> rows() throws ImageSourceException {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    NavigableMap<String, String> levels = new TreeMap<>();
    try (CSVParser rows = format.parse(new StringReader(TextFiles.text(tree, table)))) {
      for (CSVRecord row : rows) {
        String level = row.get("level");
        if (!LEVELS.contains(level)) {
          throw TextFiles.wrong(tree, table, level, "a level from 0 to 4");
        }
        levels.put(row.get("image"), level);
      }
    } catch (ImageSourceException e) {
      throw e;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new ImageSourceException(
          "%s: %s is no table of image and level: %s"
              .formatted(tree.name(), table, e.getMessage()));
    }
    return levels;
  }

  private static boolean isForTesting(String image) {
    byte[] digest = Digest.start().add("retinopathy").add(Patients.of(image)).bytes();
    return Integer.remainderUnsigned(ByteBuffer.wrap(digest).getInt(), ONE_IN) == 0;
  }
}
