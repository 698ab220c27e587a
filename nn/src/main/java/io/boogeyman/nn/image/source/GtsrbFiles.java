package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * GTSRB as its publishers pack it (Stallkamp et al. 2012): {@code GTSRB/Final_Training/Images} with
 * a table a class, {@code GTSRB/Final_Test/Images} without classes, and these apart in {@code
 * GT-final_test.csv}.
 */
final class GtsrbFiles {
  private static final String TEST_TABLE = "GT-final_test.csv";
  private static final Map<String, String> FOLDERS =
      Map.of("train", "Final_Training/Images", "test", "Final_Test/Images");

  private GtsrbFiles() {}

  /** The official part's images; empty if the tree is laid out in another way. */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    Optional<String> test = Paths.folderEndingIn(tree, FOLDERS.get("test"));
    boolean isHere =
        test.isPresent() || Paths.folderEndingIn(tree, FOLDERS.get("train")).isPresent();
    if (!isHere || !(part.isEmpty() || FOLDERS.containsKey(part))) {
      return Optional.empty();
    }
    Optional<String> table = Paths.fileNamed(tree, TEST_TABLE);
    if (part.equals("test") && table.isEmpty()) {
      throw new ImageSourceException(
          name + ": the classes of the test images are missing; put GTSRB_Final_Test_GT.zip there");
    }
    FileTree whole =
        test.isPresent() && table.isPresent()
            ? new MovedFile(tree, table.get(), test.get() + "/" + TEST_TABLE)
            : tree;
    FileTree chosen = part.isEmpty() ? whole : part(whole, name, part);
    return LabelTables.read(chosen).map(listing -> new EncodedImages(name, chosen, listing));
  }

  private static FileTree part(FileTree whole, String name, String part)
      throws ImageSourceException {
    String folder = FOLDERS.get(part);
    return new Subtree(
        whole,
        Paths.folderEndingIn(whole, folder)
            .orElseThrow(
                () ->
                    new ImageSourceException(name + ": there is no folder " + folder + " in it")));
  }
}
