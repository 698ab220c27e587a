package io.boogeyman.nn.image;

import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers the digest of a source's content under its fingerprint, a small file each, so that only
 * the first opening reads every byte.
 */
final class ContentDigests {
  private final Path folder;

  ContentDigests(Path folder) {
    this.folder = folder;
  }

  String of(ImageSource source) throws IOException {
    Optional<String> fingerprint = source.fingerprint();
    if (fingerprint.isEmpty()) {
      return source.digest();
    }
    Path known = folder.resolve(fingerprint.get().substring(0, 32) + ".digest");
    if (Files.exists(known)) {
      String digest = Files.readString(known);
      if (digest.matches("[0-9a-f]{64}")) {
        return digest;
      }
    }
    String digest = source.digest();
    WholeFile.write(known, digest);
    return digest;
  }
}
