package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The files below a folder on disk. Links are followed, as torchvision does. */
final class FolderTree implements FileTree {
  private final Path root;
  private final String fingerprint;
  private final List<String> paths;
  private final Set<String> listed;

  private FolderTree(Path root, NavigableMap<String, BasicFileAttributes> files) {
    this.root = root;
    this.paths = List.copyOf(files.keySet());
    this.listed = Set.copyOf(paths);
    Digest digest = Digest.start().add(root.toAbsolutePath().normalize().toString());
    files.forEach(
        (path, file) -> {
          digest.add(path).add(file.size()).add(file.lastModifiedTime().toMillis());
          if (!Files.isReadable(root.resolve(path))) {
            digest.add("unreadable"); // neither its size nor its time tells when that changes
          }
        });
    this.fingerprint = digest.hex();
  }

  /** Lists the files below {@code root}. */
  static FolderTree list(Path root) throws IOException {
    Listing listing = new Listing(root);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
    return new FolderTree(root, listing.files);
  }

  @Override
  public String name() {
    return String.valueOf(root.toAbsolutePath().normalize().getFileName());
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public byte[] read(String path, int most) throws IOException {
    // A table may name whatever it likes, also what lies outside the folder.
    if (!listed.contains(path)) {
      throw new IOException("there is no such file in the folder");
    }
    try (InputStream stream = Files.newInputStream(root.resolve(path))) {
      return Bounded.read(stream, most);
    } catch (AccessDeniedException e) {
      throw new IOException("no permission to read it", e);
    } catch (NoSuchFileException e) {
      throw new IOException("it was there, and is no more", e);
    }
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public void close() {}

  private static final class Listing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final NavigableMap<String, BasicFileAttributes> files = new TreeMap<>();

    Listing(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && FileTree.isHidden(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !FileTree.isHidden(file.getFileName().toString())) {
        files.put(root.relativize(file).toString().replace(File.separatorChar, '/'), attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    /**
     * A link in a circle or to nowhere is passed over; an unreadable file shows when it is read. A
     * folder that may not be listed is not: its images would be missing without a word.
     */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof AccessDeniedException && Files.isDirectory(file)) {
        throw new ImageSourceException(file + ": no permission to list this folder");
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
