package io.boogeyman.nn.image.source;

import java.io.IOException;
import java.io.InputStream;

/** Reading that stops: a file's claimed size is not to be believed, least of all in an archive. */
final class Bounded {
  private Bounded() {}

  static byte[] read(InputStream stream, int most) throws IOException {
    byte[] bytes = stream.readNBytes(most);
    if (bytes.length == most && stream.read() >= 0) {
      throw new IOException("more than " + (most >> 20) + " MiB");
    }
    return bytes;
  }
}
