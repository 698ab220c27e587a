package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A tree in which one file lies elsewhere than it does, as if a user had moved it. */
final class MovedFile implements FileTree {
  private final FileTree tree;
  private final String from;
  private final String to;
  private final List<String> paths;

  /**
   * @param from path of a file in the tree
   * @param to its path here
   */
  MovedFile(FileTree tree, String from, String to) {
    this.tree = tree;
    this.from = from;
    this.to = to;
    this.paths =
        Stream.concat(
                tree.paths().stream().filter(path -> !path.equals(from) && !path.equals(to)),
                Stream.of(to))
            .sorted()
            .toList();
  }

  @Override
  public String name() {
    return tree.name();
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public byte[] read(String path, int most) throws IOException {
    return tree.read(path.equals(to) ? from : path, most);
  }

  @Override
  public String fingerprint() {
    return Digest.start().add(from).add(to).add(tree.fingerprint()).hex();
  }

  @Override
  public void close() {
    tree.close();
  }
}
