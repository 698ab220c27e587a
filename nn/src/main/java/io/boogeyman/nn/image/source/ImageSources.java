package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens images on disk by a path alone: what lies there is recognised by its content.
 *
 * <p>A specification is the path of a folder or a zip or tar archive, optionally with a colon and a
 * part of it: {@code gtsrb32.zip:train}, {@code data/cifar:test}. The part is a folder within, or,
 * for data sets that have parts of their own, {@code train} or {@code test}. Without it all images
 * are used. A folder that merely wraps the rest, as archives like to have, need not be named. A
 * folder of archives is read as if they were unpacked there. Recognised are, in this order:
 *
 * <ol>
 *   <li>GTSRB, CUB-200-2011, Tiny ImageNet, ImageNet and diabetic retinopathy as their publishers
 *       pack them;
 *   <li>IDX files, plain or gzipped, in pairs {@code *-images-idx3-ubyte} and {@code
 *       *-labels-idx1-ubyte};
 *   <li>CIFAR-10 and CIFAR-100 in their binary versions;
 *   <li>tables of labels: CSV files with a column of file names and a column of classes, among them
 *       GTSRB's {@code GT-00000.csv};
 *   <li>class folders as torchvision's {@code ImageFolder} reads them: a class a folder, sorted by
 *       name, images at any depth below. If all images lie below folders called {@code train},
 *       {@code val} and {@code test}, those are parts, and the classes are the folders below them;
 *   <li>anything else with images in it, unlabelled. So is a tree with some images beside its
 *       folders: which class these are of, nobody said.
 * </ol>
 */
public final class ImageSources {
  private ImageSources() {}

  /**
   * Opens a source.
   *
   * @throws ImageSourceException if there is nothing at the path, no such part, or no image
   * @throws IOException if the files cannot be listed
   */
  public static ImageSource open(String specification) throws IOException {
    Specification wanted = Specification.parse(specification);
    FileTree tree = open(wanted.path());
    try {
      return recognise(tree, wanted.part(), specification);
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  private static FileTree open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      FileTree folder = FolderTree.list(path);
      return ArchiveFolder.open(folder, path).orElse(folder);
    }
    String file = String.valueOf(path.getFileName());
    if (ArchiveFolder.isArchive(file)) {
      return ArchiveFolder.openArchive(path);
    }
    if (file.toLowerCase(Locale.ROOT).matches(".*\\.(tgz|tar\\.gz)")) {
      throw new ImageSourceException(
          path + ": a packed tar cannot be read in place; unpack it with gunzip, the .tar will do");
    }
    throw new ImageSourceException(
        path + ": neither a folder nor a .zip or .tar archive; name the folder of the images");
  }

  private static ImageSource recognise(FileTree whole, String part, String specification)
      throws IOException {
    FileTree tree = unwrapped(whole);
    String name = whole.name() + (part.isEmpty() ? "" : ":" + part);
    Optional<ImageSource> official = OfficialLayouts.open(tree, name, part);
    if (official.isEmpty() && tree != whole) {
      // A wrapping folder may be a part of the layout: all that GTSRB's test archive holds is in
      // one.
      official = OfficialLayouts.open(whole, name, part);
    }
    if (official.isPresent()) {
      return official.get();
    }
    String rest = part;
    if (!part.isEmpty() && whole.hasFolder(part)) {
      tree = unwrapped(new Subtree(whole, part));
      rest = "";
    } else if (!part.isEmpty() && tree.hasFolder(part)) {
      tree = unwrapped(new Subtree(tree, part));
      rest = "";
    }
    Optional<ImageSource> dataSet = IdxFiles.open(tree, name, rest);
    if (dataSet.isEmpty()) {
      dataSet = CifarFiles.open(tree, name, rest);
    }
    if (dataSet.isPresent()) {
      return dataSet.get();
    }
    if (!rest.isEmpty()) {
      throw new ImageSourceException(
          "%s: no folder '%s' in it; there %s".formatted(specification, rest, topFolders(tree)));
    }
    return encodedImages(tree, name);
  }

  private static ImageSource encodedImages(FileTree tree, String name) throws IOException {
    Optional<ImageListing> table = LabelTables.read(tree);
    ImageListing listing = table.isPresent() ? table.get() : ClassFolders.read(tree);
    if (listing.paths().isEmpty()) {
      throw new ImageSourceException(
          name + ": no images in it; PNG, JPEG, WebP, BMP, PPM, CIFAR and IDX files are read");
    }
    return new EncodedImages(name, tree, listing);
  }

  /** Goes down while there is nothing but one folder, and that holds folders or data, no images. */
  private static FileTree unwrapped(FileTree tree) {
    Set<String> tops = Paths.tops(tree.paths());
    if (tops.size() != 1) {
      return tree;
    }
    FileTree below = new Subtree(tree, tops.iterator().next());
    boolean imagesDirectly =
        below.paths().stream()
            .anyMatch(path -> Paths.folder(path).isEmpty() && Paths.isImage(path));
    boolean onlyAPart = ClassFolders.PARTS.containsAll(tops);
    return below.paths().isEmpty() || imagesDirectly || onlyAPart ? tree : unwrapped(below);
  }

  private static String topFolders(FileTree tree) {
    String folders =
        Paths.tops(tree.paths()).stream()
            .filter(tree::hasFolder)
            .limit(10)
            .collect(Collectors.joining(", "));
    return folders.isEmpty() ? "are no folders" : "is " + folders;
  }

  /**
   * A path and the part of what lies there.
   *
   * @param part empty for all of it
   */
  private record Specification(Path path, String part) {

    /** The colon is the last one, so that drive letters and colons in names still work. */
    static Specification parse(String text) throws ImageSourceException {
      try {
        Path whole = Path.of(text);
        if (Files.exists(whole)) {
          return new Specification(whole, "");
        }
      } catch (InvalidPathException colonsAreNotAllowedHere) {
        // Windows: the part after the colon is split off below.
      }
      int colon = text.lastIndexOf(':');
      if (colon > 1 && Files.exists(Path.of(text.substring(0, colon)))) {
        return new Specification(
            Path.of(text.substring(0, colon)), text.substring(colon + 1).replaceAll("^/+|/+$", ""));
      }
      throw new ImageSourceException(
          text
              + ": no such file; give a folder or a zip or tar archive, with :FOLDER for a part of it");
    }
  }
}
