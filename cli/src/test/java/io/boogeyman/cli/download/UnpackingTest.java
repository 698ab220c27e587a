package io.boogeyman.cli.download;

import static io.boogeyman.cli.download.Downloads.CONTENT;
import static io.boogeyman.cli.download.Downloads.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of packed tars. */
class UnpackingTest {
  @TempDir private Path folder;
  private Downloads downloads;
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    downloads = Downloads.into(folder);
    server = downloads.server;
  }

  @AfterEach
  void stop() {
    downloads.close();
  }

  @Test
  void a_packed_tar_is_unpacked_to_a_tar() throws IOException {
    byte[] packed = gzip(CONTENT);
    server.with("b.tgz", packed).with("c.tar.gz", packed);
    PublicSet set =
        downloads.set(downloads.file("b.tgz", packed), downloads.file("c.tar.gz", packed));
    downloads.fetch(set);
    assertThat(downloads.inSet()).containsExactly("b.tar", "c.tar");
    assertThat(folder.resolve("set/b.tar")).hasBinaryContent(CONTENT);
    downloads.fetch(set);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void a_tar_packed_badly_is_told_and_nothing_half_unpacked_is_left() throws IOException {
    byte[] packed = Arrays.copyOf(gzip(CONTENT), 100_000);
    server.with("b.tgz", packed);
    assertThatThrownBy(() -> downloads.fetch(downloads.set(downloads.file("b.tgz", packed))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.tgz is damaged: Unexpected end");
    assertThat(downloads.inSet()).containsExactly("b.tgz");
  }

  @Test
  void a_bomb_is_not_unpacked() throws IOException {
    byte[] packed = gzip(new byte[10_000_000]);
    server.with("b.tgz", packed);
    assertThatThrownBy(() -> downloads.fetch(downloads.set(downloads.file("b.tgz", packed))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unpacks to more than 20 times its size");
    assertThat(downloads.inSet()).containsExactly("b.tgz");
  }
}
