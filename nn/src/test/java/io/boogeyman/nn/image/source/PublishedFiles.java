package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Files as publishers lay them out, in a folder. */
record PublishedFiles(Path folder) {
  static final byte[] PICTURE = Pictures.plain(2, 2, 7);

  ImageSource open(String part) throws IOException {
    return ImageSources.open(folder + part);
  }

  void pictures(String... paths) throws IOException {
    for (String path : paths) {
      Pictures.write(folder.resolve(path), PICTURE);
    }
  }

  void text(String path, String text) throws IOException {
    Pictures.write(folder.resolve(path), bytes(text));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::nameOf).toList();
  }

  static Labels labels(ImageSource source) {
    return source.labels().orElseThrow();
  }
}
