package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Releases one after the other.
 *
 * @param links in the order in which answers pass them, at least one
 */
record ReleaseChain(List<Release> links) implements Release {

  @Override
  public String name() {
    return String.join(", ", links.stream().map(Release::name).toList());
  }

  @Override
  public List<Answer> release(Exchange exchange) {
    return release(exchange, MarkListener.SILENT);
  }

  @Override
  public List<Answer> release(Exchange exchange, MarkListener marks) {
    Exchange passing = exchange;
    for (Release link : links) {
      passing = passing.answering(link.release(passing, marks));
    }
    return passing.answers();
  }

  /** Each link's memory after its length; empty if all are. */
  @Override
  public byte[] memory() {
    List<byte[]> memories = links.stream().map(Release::memory).toList();
    int bytes = memories.stream().mapToInt(memory -> memory.length).sum();
    if (bytes == 0) {
      return new byte[0];
    }
    ByteBuffer joined = ByteBuffer.allocate(bytes + Integer.BYTES * links.size());
    memories.forEach(memory -> joined.putInt(memory.length).put(memory));
    return joined.array();
  }

  @Override
  public void recall(byte[] memory) {
    ByteBuffer joined = ByteBuffer.wrap(memory);
    try {
      for (Release link : links) {
        byte[] own = new byte[memory.length == 0 ? 0 : length(joined)];
        joined.get(own);
        link.recall(own);
      }
    } catch (BufferUnderflowException e) {
      throw damaged(memory, e);
    }
    if (joined.hasRemaining()) {
      throw damaged(memory, null);
    }
  }

  private static int length(ByteBuffer joined) {
    int length = joined.getInt();
    if (length < 0 || length > joined.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }

  private IllegalArgumentException damaged(byte[] memory, Exception cause) {
    return new IllegalArgumentException(
        "the memory of '%s' (%d bytes) is of other releases or damaged"
            .formatted(name(), memory.length),
        cause);
  }

  @Override
  public void close() {
    links.forEach(Release::close);
  }
}
