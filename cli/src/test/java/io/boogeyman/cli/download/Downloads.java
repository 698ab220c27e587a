package io.boogeyman.cli.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Downloads of a set from a server of the test's own, which has {@code a.zip}, into a folder. */
final class Downloads implements AutoCloseable {
  static final byte[] CONTENT = noise(1, 300_000);
  static final byte[] OTHER = noise(2, 300_000);
  static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          2,
          Duration.ofMillis(1),
          Duration.ofMillis(20));

  final FileServer server;
  final List<String> told = new ArrayList<>();
  private final Path folder;

  private Downloads(FileServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static Downloads into(Path folder) throws IOException {
    return new Downloads(FileServer.start().with("a.zip", CONTENT), folder);
  }

  void assertWhole(int request) {
    assertThat(server.requests().get(request)).isEqualTo("/a.zip whole");
  }

  /**
   * A request goes on from where the one before was cut, and the place is returned. What was in
   * flight at the cut may be lost with the connection: the client reads 16 KiB at a time.
   */
  int assertGoesOn(int request, int cut) {
    String range = server.requests().get(request);
    assertThat(range).matches("/a\\.zip bytes=\\d+-");
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    assertThat(from).isBetween(cut - 16 * 1024, cut);
    return from;
  }

  void assertArrived() {
    assertThat(folder.resolve("set/a.zip")).hasBinaryContent(CONTENT);
    assertThat(inSet()).containsExactly("a.zip");
  }

  void fetchA() throws IOException {
    fetch(set(file("a.zip", CONTENT)));
  }

  Path fetch(PublicSet set) throws IOException {
    return new SetDownload(SHORT, Progress.SILENT, told::add).fetch(set, folder);
  }

  PublicSet set(PublicFile... files) {
    return new PublicSet(
        "set", "Set", "noise", "none", server.address(), List.of(files), List.of());
  }

  PublicFile file(String name, byte[] content) {
    return PublicFile.at(server.address() + "/" + name, content.length, sha256(content));
  }

  List<String> inSet() {
    try (Stream<Path> files = Files.list(folder.resolve("set"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Checksum sha256(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return Checksum.sha256(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] noise(long seed, int size) {
    byte[] noise = new byte[size];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    server.close();
  }
}
