package io.boogeyman.defend.prada;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.defend.detector.StatefulDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * PRADA, exactly: for every query the distance to the nearest one of the same class that was far
 * from those before; a client is accused while these distances are not normally distributed
 * (Shapiro and Wilk's W below δ), and no longer when they are again.
 *
 * <p>Juuti et al., "PRADA: protecting against DNN model stealing attacks" (EuroS&P 2019), algorithm
 * 3. Departures: distances that are all equal accuse, where the authors' code would wait for ever;
 * under both rules the test is made on every tenth query, as in the code.
 *
 * <p>Cost: the nearest neighbour ({@link PixelSet}); memory grows with the client's queries, 5 KB
 * one of 32×32 pixels.
 *
 * @param <P> where a query lies
 */
public final class Prada<P> implements StatefulDetector<PradaQuery<P>, PradaClient<P>> {
  /** The δ of the authors' code. */
  public static final double DELTA = 0.9;

  private static final int VERSION = 0x50524401; // "PRD", 1
  private static final int EVERY = 10;

  private final Supplier<GrowingSet<P>> sets;
  private final PradaRule rule;
  private final double delta;

  Prada(Supplier<GrowingSet<P>> sets, PradaRule rule, double delta) {
    if (!(delta > 0 && delta <= 1)) {
      throw new IllegalArgumentException("δ must be above 0 and at most 1, not " + delta);
    }
    this.sets = sets;
    this.rule = rule;
    this.delta = delta;
  }

  /**
   * On raw pixels; a point is an image's bytes, H×W×3.
   *
   * @param delta W below which a client is accused
   */
  public static Prada<byte[]> onPixels(ImageShape shape, PradaRule rule, double delta) {
    return new Prada<>(() -> new PixelSet(shape, rule == PradaRule.PAPER), rule, delta);
  }

  @Override
  public String name() {
    return "prada";
  }

  @Override
  public PradaClient<P> begin() {
    return new PradaClient<>();
  }

  @Override
  public PradaClient<P> update(PradaClient<P> client, PradaQuery<P> query) {
    client
        .classes
        .computeIfAbsent(query.answer(), answer -> new ClassState<>(sets.get(), rule))
        .update(query.point(), client.counted);
    if (client.queries % EVERY == 0) {
      OptionalDouble w = client.counted.w(rule == PradaRule.PAPER);
      if (w.isPresent()) {
        client.w = w.getAsDouble();
        client.accused = client.w < delta;
      }
    }
    client.queries++;
    return client;
  }

  /** 1 − W at the last test; 0 before the first. */
  @Override
  public double score(PradaClient<P> client) {
    return 1 - client.w;
  }

  @Override
  public boolean accuses(PradaClient<P> client) {
    return client.accused;
  }

  @Override
  public byte[] write(PradaClient<P> client) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(client.queries);
      out.writeDouble(client.w);
      out.writeBoolean(client.accused);
      out.writeInt(client.classes.size());
      for (Map.Entry<Integer, ClassState<P>> state : client.classes.entrySet()) {
        out.writeInt(state.getKey());
        state.getValue().write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
    return bytes.toByteArray();
  }

  @Override
  public PradaClient<P> read(byte[] bytes) {
    PradaClient<P> client = begin();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION) {
        throw new IllegalArgumentException("these bytes are no state of PRADA");
      }
      client.queries = in.readInt();
      client.w = in.readDouble();
      client.accused = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        ClassState<P> state = new ClassState<>(sets.get(), rule);
        client.classes.put(in.readInt(), state);
        state.read(in, client.counted);
      }
      return client;
    } catch (IOException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("a state of PRADA that is cut short or damaged", e);
    }
  }
}
