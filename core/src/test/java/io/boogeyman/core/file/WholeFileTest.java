package io.boogeyman.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

  @TempDir private Path folder;

  @Test
  void failed_write_leaves_what_was_there_and_nothing_else() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    channel -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + file + ": No space left on device");
    assertThat(file).hasContent("before");
    assertThat(folder)
        .isDirectoryContaining(file::equals)
        .isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void missing_folder_is_named_rather_than_a_file_that_nobody_knows() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> WholeFile.write(missing.resolve("file"), "text"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing.toString());
  }

  @Test
  void file_that_a_kill_left_half_written_goes_at_a_later_write() throws IOException {
    Path left = Files.createFile(folder.resolve(".file-1x-2.partial"));
    Files.setLastModifiedTime(left, LONG_AGO);
    WholeFile.write(folder.resolve("file"), "text");
    assertThat(left).doesNotExist();
  }

  /** To whose clock has jumped, what was begun a moment ago is old. */
  @Test
  @Tag("slow")
  void file_that_another_process_writes_stays_however_old_it_seems() throws Exception {
    Process writer = writer(folder.resolve("theirs"));
    try {
      assertThat(writer.getInputStream().read()).isEqualTo('w');
      Path partial = partial();
      Files.setLastModifiedTime(partial, LONG_AGO);
      WholeFile.write(folder.resolve("ours"), "text");
      assertThat(partial).exists();
      writer.destroyForcibly().waitFor();
      WholeFile.write(folder.resolve("ours"), "text");
      assertThat(partial).doesNotExist();
    } finally {
      writer.destroyForcibly();
    }
  }

  private Path partial() throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*.partial")) {
      return files.iterator().next();
    }
  }

  private static Process writer(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", classes, SlowWriter.class.getName(), file.toString())
        .start();
  }

  /** Begins to write a file, says so, and never ends. */
  static final class SlowWriter {
    private SlowWriter() {}

    public static void main(String[] arguments) throws IOException {
      WholeFile.write(
          Path.of(arguments[0]),
          channel -> {
            System.out.print('w');
            System.out.flush();
            try {
              Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          });
    }
  }
}
