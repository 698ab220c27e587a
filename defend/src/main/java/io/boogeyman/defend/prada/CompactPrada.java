package io.boogeyman.defend.prada;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.detector.StatefulDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/**
 * PRADA in a bounded state, for a gateway that keeps very many clients: points are projected to a
 * few dimensions, growing sets together hold at most 320 members, and the distances that are tested
 * are a sample of 1,024, both kept fair by reservoir sampling (Vitter 1985, algorithm R). A class's
 * threshold is that of the distances its members had when they came, from running moments.
 *
 * <p>It decides as {@link Prada} while nothing has been left out and the projection is kind; how
 * often it does not is measured in docs/detection.md. The written state takes at most 64 KiB.
 *
 * <p>Cost: the members of a query's class times dimensions, and a sort of the sample on every tenth
 * query.
 */
public final class CompactPrada implements StatefulDetector<PradaQuery<float[]>, CompactClient> {
  /** Dimensions that make a state of 64 KiB possible. */
  public static final int DIMENSIONS = 32;

  private static final int EVERY = 10;
  private static final int VERSION = 0x50524302; // "PRC", 2

  private final Seed seed;
  private final double delta;

  /**
   * @param seed of what is left out by chance
   * @param delta W below which a client is accused
   */
  public CompactPrada(Seed seed, double delta) {
    if (!(delta > 0 && delta <= 1)) {
      throw new IllegalArgumentException("δ must be above 0 and at most 1, not " + delta);
    }
    this.seed = seed;
    this.delta = delta;
  }

  @Override
  public String name() {
    return "prada-compact";
  }

  @Override
  public CompactClient begin() {
    return new CompactClient();
  }

  /**
   * @throws IllegalArgumentException if the point is not of {@link #DIMENSIONS}
   */
  @Override
  public CompactClient update(CompactClient client, PradaQuery<float[]> query) {
    if (query.point().length != DIMENSIONS) {
      throw new IllegalArgumentException(
          "a point of %d dimensions, not of %d".formatted(query.point().length, DIMENSIONS));
    }
    client.take(query, seed);
    if ((client.queries - 1) % EVERY == 0) {
      SortedDistances distances = new SortedDistances();
      for (int i = 0; i < client.sampled(); i++) {
        distances.add(client.distances[i]);
      }
      OptionalDouble w = distances.w(true);
      if (w.isPresent()) {
        client.w = w.getAsDouble();
        client.accused = client.w < delta;
      }
    }
    return client;
  }

  /** 1 − W at the last test; 0 before the first. */
  @Override
  public double score(CompactClient client) {
    return 1 - client.w;
  }

  @Override
  public boolean accuses(CompactClient client) {
    return client.accused;
  }

  @Override
  public byte[] write(CompactClient client) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      client.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
    return bytes.toByteArray();
  }

  @Override
  public CompactClient read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION) {
        throw new IllegalArgumentException("these bytes are no state of the compact PRADA");
      }
      return CompactClient.read(in);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "a state of the compact PRADA that is cut short or damaged", e);
    }
  }
}
