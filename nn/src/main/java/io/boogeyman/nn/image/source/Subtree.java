package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import java.io.IOException;
import java.util.List;

/** The files below one folder of another tree. */
final class Subtree implements FileTree {
  private final FileTree whole;
  private final String folder;
  private final List<String> paths;

  Subtree(FileTree whole, String folder) {
    this.whole = whole;
    this.folder = folder + "/";
    this.paths =
        whole.paths().stream()
            .filter(path -> path.startsWith(this.folder))
            .map(path -> path.substring(this.folder.length()))
            .toList();
  }

  @Override
  public String name() {
    return whole.name() + ":" + folder.substring(0, folder.length() - 1);
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public byte[] read(String path, int most) throws IOException {
    return whole.read(folder + path, most);
  }

  @Override
  public String fingerprint() {
    return Digest.start().add(folder).add(whole.fingerprint()).hex();
  }

  @Override
  public void close() {
    whole.close();
  }
}
