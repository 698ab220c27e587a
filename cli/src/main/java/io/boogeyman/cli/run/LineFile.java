package io.boogeyman.cli.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file of whole lines that is only added to. Half a line, which a kill, a full disk or damage
 * left at its end, goes before the next one is written; else the two would be one broken line.
 */
record LineFile(Path file) {
  private static final int LINE_END = '\n';

  void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      long end = endOfLastLine(channel);
      channel.truncate(end).position(end);
      try {
        WholeFile.writeFully(channel, bytes);
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
  }

  /** Byte by byte from the end, where as a rule there is nothing to be passed over. */
  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      if (channel.read(one.clear(), end - 1) == 1 && one.get(0) == LINE_END) {
        return end;
      }
    }
    return 0;
  }
}
