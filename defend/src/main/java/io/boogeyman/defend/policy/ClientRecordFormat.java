package io.boogeyman.defend.policy;

import io.boogeyman.defend.prada.CompactClient;
import io.boogeyman.defend.sequential.Evidence;
import io.boogeyman.defend.sequential.SequentialTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A client's record as bytes, and back. */
final class ClientRecordFormat {
  private static final int VERSION = 0x42434c02; // "BCL", 2
  private static final int LONGEST = 1 << 17;

  private ClientRecordFormat() {}

  static byte[] write(ClientRecord client, Watch watch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(client.level());
      out.writeUTF(client.step());
      out.writeLong(client.since().toEpochMilli());
      out.writeLong(client.seen().toEpochMilli());
      out.writeLong(client.queries());
      ByteBuffer recent = ByteBuffer.allocate(client.recentImages().bytes());
      client.recentImages().write(recent);
      block(out, recent.array());
      writeEvidence(out, client.allEvidence(), watch);
      Optional<byte[]> prada = client.pradaState().flatMap(s -> watch.prada().map(p -> p.write(s)));
      block(out, prada.orElse(new byte[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
    return bytes.toByteArray();
  }

  private static void writeEvidence(DataOutputStream out, Map<String, Evidence> all, Watch watch)
      throws IOException {
    Map<String, byte[]> written = new LinkedHashMap<>();
    all.forEach(
        (name, evidence) -> {
          SequentialTest test = watch.tests().get(name);
          if (test != null) {
            written.put(name, test.write(evidence));
          }
        });
    out.writeInt(written.size());
    for (Map.Entry<String, byte[]> entry : written.entrySet()) {
      out.writeUTF(entry.getKey());
      block(out, entry.getValue());
    }
  }

  private static void block(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * @throws IllegalArgumentException in one line, if these bytes are no record
   */
  static ClientRecord read(byte[] bytes, Watch watch) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION) {
        throw new IllegalArgumentException("these bytes are no client's state");
      }
      int level = in.readInt();
      String step = in.readUTF();
      Instant since = Instant.ofEpochMilli(in.readLong());
      Instant seen = Instant.ofEpochMilli(in.readLong());
      long queries = in.readLong();
      RecentImages recent = RecentImages.read(ByteBuffer.wrap(block(in)));
      Map<String, Evidence> evidence = readEvidence(in, watch);
      byte[] points = block(in);
      Optional<CompactClient> prada =
          points.length == 0 ? Optional.empty() : watch.prada().map(p -> p.read(points));
      return ClientRecord.of(level, step, since, seen, queries, recent, evidence, prada);
    } catch (IOException | BufferUnderflowException e) {
      throw new IllegalArgumentException("a client's state that is cut short or damaged", e);
    }
  }

  /** Of the detectors that still watch. */
  private static Map<String, Evidence> readEvidence(DataInputStream in, Watch watch)
      throws IOException {
    Map<String, Evidence> evidence = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      byte[] written = block(in);
      SequentialTest test = watch.tests().get(name);
      if (test != null) {
        evidence.put(name, test.read(written));
      }
    }
    return evidence;
  }

  private static byte[] block(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a part of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
