package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A folder of archives, as a data set comes from its publisher: seen as if all had been unpacked
 * there. Of files in two archives the first archive by name has its way; an image may be in one
 * only.
 */
final class ArchiveFolder implements FileTree {
  private final FileTree folder;
  private final List<FileTree> archives;
  private final Map<String, FileTree> holders;
  private final List<String> paths;

  private ArchiveFolder(FileTree folder, List<FileTree> archives, Map<String, FileTree> holders) {
    this.folder = folder;
    this.archives = List.copyOf(archives);
    this.holders = holders;
    this.paths = List.copyOf(new TreeSet<>(holders.keySet()));
  }

  /** Whether a file is an archive that can be read in place, by its name. */
  static boolean isArchive(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return name.endsWith(".zip") || name.endsWith(".tar");
  }

  /**
   * The folder with its archives open; empty if it has none at its root, or images or data beside
   * them, which are what is meant then.
   */
  static Optional<FileTree> open(FileTree folder, Path root) throws IOException {
    List<String> archives =
        folder.paths().stream().filter(path -> path.indexOf('/') < 0 && isArchive(path)).toList();
    if (archives.isEmpty() || folder.paths().stream().anyMatch(ArchiveFolder::isData)) {
      return Optional.empty();
    }
    List<FileTree> open = new ArrayList<>();
    try {
      for (String archive : archives) {
        open.add(openArchive(root.resolve(archive)));
      }
      return Optional.of(new ArchiveFolder(folder, open, holders(folder, open)));
    } catch (IOException | RuntimeException e) {
      open.forEach(FileTree::close);
      throw e;
    }
  }

  /** Opens an archive that {@link #isArchive} is so of. */
  static FileTree openArchive(Path file) throws IOException {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".tar")
        ? TarTree.open(file)
        : ZipTree.open(file);
  }

  private static boolean isData(String path) {
    return Paths.isImage(path) || path.endsWith(".bin") || path.contains("-ubyte");
  }

  private static Map<String, FileTree> holders(FileTree folder, List<FileTree> archives)
      throws ImageSourceException {
    Map<String, FileTree> holders = new HashMap<>();
    folder.paths().stream()
        .filter(path -> path.indexOf('/') >= 0 || !isArchive(path))
        .forEach(path -> holders.put(path, folder));
    for (FileTree archive : archives) {
      for (String path : archive.paths()) {
        FileTree before = holders.putIfAbsent(path, archive);
        if (before != null && Paths.isImage(path)) {
          throw new ImageSourceException(
              "%s: %s and %s both hold %s; name one of them"
                  .formatted(folder.name(), before.name(), archive.name(), path));
        }
      }
    }
    return holders;
  }

  @Override
  public String name() {
    return folder.name();
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public byte[] read(String path, int most) throws IOException {
    FileTree holder = holders.get(path);
    if (holder == null) {
      throw new IOException("it is not there");
    }
    return holder.read(path, most);
  }

  /** The folder's own covers the archives' sizes and times. */
  @Override
  public String fingerprint() {
    return Digest.start().add("archives").add(folder.fingerprint()).hex();
  }

  @Override
  public void close() {
    archives.forEach(FileTree::close);
    folder.close();
  }
}
