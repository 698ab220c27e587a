package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.download.Checksum;
import io.boogeyman.cli.download.FileServer;
import io.boogeyman.cli.download.PublicFile;
import io.boogeyman.cli.download.PublicSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DownloadCommandTest {
  private static final String TINY = "tiny-imagenet-200.zip";

  @TempDir Path folder;
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    server = FileServer.start().with(TINY, noise(500_000));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sets_that_can_be_had_are_listed_with_their_sizes() {
    Invocation list = Invocation.of(List.of("download", "--list"));
    assertThat(list.status()).isZero();
    assertThat(list.out().lines())
        .anyMatch(line -> line.matches("gtsrb +366 MB  43 classes of traffic signs.*"))
        .anyMatch(line -> line.startsWith("cub-200-2011"));
    assertThat(Invocation.of(List.of("download")).out()).isEqualTo(list.out());
  }

  @Test
  void list_as_json_has_every_address_and_checksum() {
    assertThat(Invocation.of(List.of("download", "--list", "--json")).out())
        .contains("GTSRB_Final_Training_Images.zip", "f33fd80ac59bff73c82d25ab499e03a3", "terms");
  }

  @Test
  void nothing_is_downloaded_before_the_terms_are_accepted() {
    Invocation refused = download();
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("Terms: The photographs are ImageNet's");
    assertThat(refused.complaints())
        .containsExactly(
            "boogeyman: the terms of tiny-imagenet are not accepted and nothing was downloaded;"
                + " accept them with --accept-licence");
    assertThat(server.requests()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void somebody_at_the_keyboard_is_asked() {
    assertThat(answering("n").err()).contains("Do you accept these terms? [y/N] ");
    assertThat(answering("").status()).isEqualTo(2);
    assertThat(server.requests()).isEmpty();
    answering("y");
    assertThat(server.requests()).isNotEmpty();
  }

  @Test
  void a_mirror_that_has_something_else_is_found_out() {
    Invocation wrong = download("--accept-licence");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.complaints())
        .singleElement()
        .asString()
        .startsWith("boogeyman: " + TINY + " is damaged or has changed (SHA-256 ");
    assertThat(wrong.hasStackTrace()).isFalse();
    assertThat(folder.resolve("tiny-imagenet/" + TINY)).doesNotExist();
  }

  @Test
  void a_file_that_is_not_there_is_told_in_one_line() {
    Invocation missing =
        Invocation.of(
            List.of(
                "download",
                "gtsrb",
                "--accept-licence",
                "--into",
                folder.toString(),
                "--mirror",
                server.address().toString()));
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.complaints())
        .containsExactly(
            "boogeyman: "
                + server.address()
                + "/GTSRB_Final_Training_Images.zip cannot be had: the server answers 404");
  }

  @Test
  void an_unknown_set_and_a_wrong_mirror_are_misuse() {
    Invocation unknown = Invocation.of(List.of("download", "mnist", "--accept-licence"));
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.complaints())
        .singleElement()
        .asString()
        .contains("there is no set 'mnist' to download; there are: gtsrb, cifar-10, cifar-100");
    Invocation mirror = Invocation.of(List.of("download", "gtsrb", "--mirror", "ftp://host"));
    assertThat(mirror.status()).isEqualTo(2);
    assertThat(mirror.complaints()).singleElement().asString().contains("--mirror must be");
  }

  @Test
  @Tag("slow")
  void killed_in_the_middle_it_goes_on_from_there() throws Exception {
    byte[] content = noise(500_000);
    server.slow(10);
    Path part = folder.resolve("tiny-imagenet/" + TINY + ".part");
    try (Program first = Program.start(folder.resolve("log"), arguments("--accept-licence"))) {
      first.awaitUntil(() -> size(part) > 100_000);
      first.kill();
    }
    long arrived = size(part);
    server.slow(0);
    Invocation second = download("--accept-licence");
    assertThat(server.requests())
        .containsExactly("/" + TINY + " whole", "/" + TINY + " bytes=" + arrived + "-");
    // The content is not Tiny ImageNet's: it is laid aside, but it is what the server has.
    assertThat(second.complaints())
        .singleElement()
        .asString()
        .contains("is damaged or has changed");
    assertThat(folder.resolve("tiny-imagenet/" + TINY + ".wrong")).hasBinaryContent(content);
  }

  @Test
  void what_was_downloaded_is_read_in_place() throws Exception {
    byte[] packed = smallCifar();
    server.with("cifar-10-binary.tar.gz", packed);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(packed));
    PublicFile file =
        new PublicFile(
            URI.create(server.address() + "/cifar-10-binary.tar.gz"),
            "cifar-10-binary.tar.gz",
            packed.length,
            Optional.of(new Checksum("SHA-256", digest)));
    PublicSet set =
        new PublicSet(
            "small", "Small", "", "none", server.address(), List.of(file), List.of("train"));
    int status =
        new CommandLine(new DownloadCommand(List.of(set)))
            .execute("small", "--accept-licence", "--into", folder.toString());
    assertThat(status).isZero();
    Invocation data = Invocation.of(List.of("data", folder.resolve("small") + ":train"));
    assertThat(data.status()).isZero();
    assertThat(data.out()).startsWith("small:train: 2 images").contains("CIFAR=2");
  }

  /** Two records of a training batch, in the archive's layout. */
  private static byte[] smallCifar() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      byte[] batch = noise(2 * 3073);
      batch[0] = 3;
      batch[3073] = 9;
      TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/data_batch_1.bin");
      entry.setSize(batch.length);
      tar.putArchiveEntry(entry);
      tar.write(batch);
      tar.closeArchiveEntry();
    }
    return packed.toByteArray();
  }

  private Invocation answering(String answer) {
    InputStream in = System.in;
    try {
      System.setProperty("boogeyman.keyboard", "true");
      System.setIn(new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)));
      return download();
    } finally {
      System.setIn(in);
      System.clearProperty("boogeyman.keyboard");
    }
  }

  private Invocation download(String... options) {
    return Invocation.of(arguments(options));
  }

  private List<String> arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "download",
                "tiny-imagenet",
                "--into",
                folder.toString(),
                "--mirror",
                server.address().toString()));
    arguments.addAll(List.of(options));
    return arguments;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(7).nextBytes(noise);
    return noise;
  }
}
