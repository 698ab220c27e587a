package io.boogeyman.cli.download;

import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a public set onto disk, in a folder of its name that can be read in place. Stopped at any
 * instant, it goes on from there; what is there already is checked and left.
 */
public final class SetDownload {
  private final Patience patience;
  private final Progress progress;
  private final Consumer<String> tell;

  /**
   * @param tell told what happens, a line at a time
   */
  public SetDownload(Progress progress, Consumer<String> tell) {
    this(Patience.STANDARD, progress, tell);
  }

  SetDownload(Patience patience, Progress progress, Consumer<String> tell) {
    this.patience = patience;
    this.progress = progress;
    this.tell = tell;
  }

  /**
   * Has the whole set below {@code into}, and returns its folder.
   *
   * @throws IllegalArgumentException if other files are in its place
   * @throws IOException if a file cannot be had, or has the wrong content, or the disk is too small
   */
  public Path fetch(PublicSet set, Path into) throws IOException {
    Path folder = folder(set, into);
    checkRoom(set, folder);
    FileDownload download = new FileDownload(client(), patience, progress, tell);
    for (PublicFile file : set.files()) {
      Path readable = folder.resolve(file.readableName());
      if (file.isPacked() && Files.exists(readable)) {
        tell.accept(readable + " is there already");
        continue;
      }
      download.fetch(file, folder);
      if (file.isPacked()) {
        Path packed = folder.resolve(file.name());
        Unpacking.unpack(packed, readable, progress);
        Files.delete(packed);
      }
    }
    return folder;
  }

  private static Path folder(PublicSet set, Path into) throws IOException {
    Path folder = into.resolve(set.name());
    for (Path place : List.of(into, folder)) {
      if (Files.exists(place) && !Files.isDirectory(place)) {
        throw new IllegalArgumentException(place + " is a file, where a folder is to be made");
      }
    }
    return Files.createDirectories(folder);
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        // One file at a time; and a proxy that cuts HTTP/2 streams says less about why.
        .version(HttpClient.Version.HTTP_1_1)
        // Publishers move files and leave a redirection; never from https to http.
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(patience.answer())
        .build();
  }

  private static void checkRoom(PublicSet set, Path folder) throws IOException {
    long needed = 0;
    for (PublicFile file : set.files()) {
      if (!Files.exists(folder.resolve(file.readableName()))) {
        // Packed and unpacked lie side by side for a while; images hardly shrink when packed.
        needed += file.isPacked() ? 2 * file.bytes() + file.bytes() / 4 : file.bytes();
        needed -=
            sizeOf(folder.resolve(file.name())) + sizeOf(folder.resolve(file.name() + ".part"));
      }
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    if (needed > free) {
      throw new IOException(
          "%s needs %s more, but only %s are free at %s"
              .formatted(set.name(), Megabytes.text(needed), Megabytes.text(free), folder));
    }
  }

  private static long sizeOf(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
