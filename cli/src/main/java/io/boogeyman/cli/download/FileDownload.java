package io.boogeyman.cli.download;

import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Brings one file into a folder: goes on where an earlier run stopped, and checks the content. */
final class FileDownload {
  private final HttpClient client;
  private final Patience patience;
  private final Progress progress;
  private final Consumer<String> tell;

  FileDownload(HttpClient client, Patience patience, Progress progress, Consumer<String> tell) {
    this.client = client;
    this.patience = patience;
    this.progress = progress;
    this.tell = tell;
  }

  /**
   * Has the file in its place, with the right content.
   *
   * @throws IllegalArgumentException if another file is in its place
   * @throws IOException if it cannot be had, or has the wrong content; says so in one line
   */
  void fetch(PublicFile file, Path folder) throws IOException {
    Path target = folder.resolve(file.name());
    try (PartialFile part = PartialFile.of(target)) {
      if (Files.exists(target)) {
        checkExisting(file, target);
        return;
      }
      tell.accept(file.address() + " (" + Megabytes.text(file.bytes()) + ")");
      receive(file, part);
      checkArrived(file, part, target);
      part.moveTo(target);
    }
  }

  private void receive(PublicFile file, PartialFile part) throws IOException {
    Transfer transfer = new Transfer(client, file.address(), patience, progress);
    long most = part.size();
    int retries = 0;
    while (transfer.run(part) instanceof Outcome.CutShort cut) {
      // What brings the end nearer is no failure: a poor line may be cut a hundred times.
      retries = part.size() > most ? 1 : retries + 1;
      most = Math.max(most, part.size());
      if (retries > patience.retries()) {
        throw new IOException(
            "%s: %s; what has arrived is kept, and the same command goes on from there"
                .formatted(file.name(), cut.reason()));
      }
      tell.accept(file.name() + ": " + cut.reason() + "; trying again");
      patience.pause(retries, cut.wished());
    }
  }

  private void checkExisting(PublicFile file, Path target) throws IOException {
    if (file.checksum().isPresent()) {
      Checksum expected = file.checksum().get();
      Checksum found = Checksum.of(target, expected.algorithm(), progress);
      if (!found.equals(expected)) {
        throw new IllegalArgumentException(
            "%s is another file than the set's (%s, not %s); move it away"
                .formatted(target, found, expected.hex()));
      }
    }
    tell.accept(target + " is there already");
  }

  private void checkArrived(PublicFile file, PartialFile part, Path target) throws IOException {
    String algorithm = file.checksum().map(Checksum::algorithm).orElse(Checksum.SHA_256);
    Checksum found = Checksum.of(part.path(), algorithm, progress);
    if (file.checksum().isEmpty()) {
      tell.accept(file.name() + ": no checksum is published; this one has " + found);
    } else if (!found.equals(file.checksum().get())) {
      Path aside = target.resolveSibling(target.getFileName() + ".wrong");
      Files.deleteIfExists(aside);
      part.moveTo(aside);
      throw new IOException(
          "%s is damaged or has changed (%s, not %s); it is not used, and lies in %s"
              .formatted(file.name(), found, file.checksum().get().hex(), aside));
    }
  }
}
