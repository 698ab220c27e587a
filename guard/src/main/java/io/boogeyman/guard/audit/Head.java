package io.boogeyman.guard.audit;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far the chain goes: without it a chain that lost its end would look whole. Written over in
 * place after the entries are on disk, so that it is never ahead of them unless entries were taken
 * away.
 *
 * @param number of the last entry, 0 before the first
 * @param digest of the last entry
 */
record Head(long number, String digest) {
  static final String FILE = "head.json";
  static final Head START = new Head(0, ChainDigest.NOTHING);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than it ever is, so that none leaves the end of a longer one before it. */
  private static final int LENGTH = 256;

  /** What a chain's folder says; nothing where it says nothing that its digest confirms. */
  static Optional<Head> read(Path folder, ChainDigest digest) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode head = JSON.readTree(Files.readString(file));
      Head read = new Head(head.path("number").asLong(-1), head.path("digest").asText());
      boolean confirmed = head.path("seal").asText().equals(read.seal(digest));
      return confirmed ? Optional.of(read) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** With a key, nobody else can make one. */
  private String seal(ChainDigest chain) {
    return chain.of("head " + number + " " + digest);
  }

  /** Opens the file that it is written to. */
  static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(folder.resolve(FILE), CREATE, WRITE);
  }

  void write(FileChannel channel, ChainDigest chain) throws IOException {
    String text =
        String.format(
            "{\"number\":%d,\"digest\":\"%s\",\"seal\":\"%s\"}", number, digest, seal(chain));
    String padded = text + " ".repeat(LENGTH - 1 - text.length()) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(padded.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
  }
}
