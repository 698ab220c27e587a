package io.boogeyman.nn.weights;

import io.boogeyman.nn.tensor.TensorBytes;
import io.boogeyman.nn.weights.Header.Entry;
import io.boogeyman.nn.weights.Header.LyingHeaderException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Files in the safetensors format: eight bytes that give the length of a JSON header, the header,
 * then the values of every tensor in row-major order; all little-endian, as is every processor that
 * Boogeyman runs on. Such a file holds data only: reading one runs no code of its author.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class Safetensors {
  /** The format's own limit. */
  private static final long LONGEST_HEADER = 100_000_000;

  private Safetensors() {}

  /**
   * Reads every tensor.
   *
   * @return by name, on the CPU, in the caller's {@code PointerScope}
   * @throws IOException in one line, if the file cannot be read or is not what its header says
   */
  public static SortedMap<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      long start = dataStart(file, channel);
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      for (Entry entry : header(file, channel, start).entries()) {
        tensors.put(entry.name(), tensor(file, channel, start, entry));
      }
      return tensors;
    }
  }

  /**
   * Reads the texts that the writer enclosed, without the tensors.
   *
   * @throws IOException in one line, if the file cannot be read or is not what its header says
   */
  public static Map<String, String> metadata(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      return header(file, channel, dataStart(file, channel)).metadata();
    }
  }

  /**
   * How many values all tensors together have, by the header.
   *
   * @throws IOException in one line, if the file cannot be read or is not what its header says
   */
  static long values(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      return header(file, channel, dataStart(file, channel)).entries().stream()
          .mapToLong(entry -> entry.bytes() / entry.type().bytes())
          .sum();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, and should be a safetensors file");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * Writes tensors, from any device and in any memory format. The file appears whole or not at all,
   * and the same content always gives the same bytes.
   *
   * @param metadata texts to enclose, by name; may be empty
   * @throws IOException if the file cannot be written; what was there before is then still there
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    new SafetensorsWriter(tensors, metadata).write(file);
  }

  private static long dataStart(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw unreadable(file, "it has only " + size + " bytes");
    }
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, length, 0);
    long headerBytes = length.flip().getLong();
    if (headerBytes < 2 || headerBytes > LONGEST_HEADER || headerBytes > size - Long.BYTES) {
      throw unreadable(
          file,
          "its header should be %s bytes long, in a file of %d"
              .formatted(Long.toUnsignedString(headerBytes), size));
    }
    return Long.BYTES + headerBytes;
  }

  private static Header header(Path file, FileChannel channel, long dataStart) throws IOException {
    ByteBuffer json = ByteBuffer.allocate(Math.toIntExact(dataStart - Long.BYTES));
    readFully(file, channel, json, Long.BYTES);
    try {
      return Header.parse(json.array(), channel.size() - dataStart);
    } catch (LyingHeaderException e) {
      throw unreadable(file, e.getMessage());
    }
  }

  private static Tensor tensor(Path file, FileChannel channel, long dataStart, Entry entry)
      throws IOException {
    if (entry.bytes() > Integer.MAX_VALUE) {
      throw unreadable(file, entry.name() + " is over 2 GiB");
    }
    Tensor tensor =
        torch.empty(
            entry.sides(),
            new TensorOptions(entry.type().scalarType()),
            new MemoryFormatOptional());
    readFully(file, channel, TensorBytes.of(tensor), dataStart + entry.begin());
    return tensor;
  }

  private static void readFully(Path file, FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        throw new EOFException(file + " ends early, at byte " + at);
      }
      at += count;
    }
  }

  private static IOException unreadable(Path file, String why) {
    return new IOException(file + " is no valid safetensors file: " + why);
  }
}
