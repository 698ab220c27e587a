package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Data sets laid out as their publishers pack them, which tell classes and parts in own files. */
final class OfficialLayouts {
  private static final List<Layout> ALL =
      List.of(
          GtsrbFiles::open,
          BirdFiles::open,
          TinyImageNetFiles::open,
          RetinopathyFiles::open,
          ImageNetFiles::open);

  private OfficialLayouts() {}

  /** The images of a part, or of all; empty if the tree is none of these, or has no such part. */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    for (Layout layout : ALL) {
      Optional<ImageSource> source = layout.open(tree, name, part);
      if (source.isPresent()) {
        return source;
      }
    }
    return Optional.empty();
  }

  private interface Layout {
    Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException;
  }
}
