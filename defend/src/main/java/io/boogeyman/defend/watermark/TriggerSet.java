package io.boogeyman.defend.watermark;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The marked queries of one client, with the class that each was answered with: what to ask a model
 * that he is suspected of having copied. A value: adding gives another one.
 *
 * <p>Images of one code have one mark, and would prove nothing twice: only the first is kept. Of
 * bounded size: {@link #MOST} triggers, three times what a proof needs with ten classes, of the
 * image's bytes each.
 */
public final class TriggerSet {
  /** The most that are kept; later ones are not. */
  public static final int MOST = 250;

  private static final int VERSION = 1;

  private final ImageShape shape;
  private final List<Trigger> triggers;

  private TriggerSet(ImageShape shape, List<Trigger> triggers) {
    this.shape = shape;
    this.triggers = triggers;
  }

  @SuppressWarnings("ArrayRecordComponent") // pixels are never compared
  private record Trigger(long code, int marked, byte[] pixels) {}

  /** No trigger yet. */
  public static TriggerSet none(ImageShape shape) {
    return new TriggerSet(shape, List.of());
  }

  /**
   * These and those that the watermark marks among the images; this set itself, if there are none.
   */
  public TriggerSet with(Watermark watermark, ImageBatch images) {
    List<Trigger> all = triggers;
    for (int i = 0; i < images.count() && all.size() < MOST; i++) {
      long code = watermark.code(images, i);
      OptionalInt mark = watermark.mark(code);
      if (mark.isPresent() && all.stream().noneMatch(trigger -> trigger.code() == code)) {
        all = all == triggers ? new ArrayList<>(triggers) : all;
        all.add(new Trigger(code, mark.getAsInt(), images.slice(i, i + 1).pixels()));
      }
    }
    return all == triggers ? this : new TriggerSet(shape, List.copyOf(all));
  }

  /** How many there are. */
  public int size() {
    return triggers.size();
  }

  /** The images, to be asked of a suspect. */
  public ImageBatch images() {
    byte[] pixels = new byte[size() * shape.bytes()];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(triggers.get(i).pixels(), 0, pixels, i * shape.bytes(), shape.bytes());
    }
    return new ImageBatch(shape, pixels);
  }

  /** The classes that they were answered with, in the same order. */
  public int[] marks() {
    return triggers.stream().mapToInt(Trigger::marked).toArray();
  }

  /** As bytes, for {@link #read}. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(shape.height());
      out.writeInt(shape.width());
      out.writeInt(shape.channels());
      out.writeInt(size());
      for (Trigger trigger : triggers) {
        out.writeLong(trigger.code());
        out.writeInt(trigger.marked());
        out.write(trigger.pixels());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * What {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException in one line, if it is something else or damaged
   */
  public static TriggerSet read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      ImageShape shape = new ImageShape(in.readInt(), in.readInt(), in.readInt());
      int count = in.readInt();
      long expected = (long) count * (Long.BYTES + Integer.BYTES + (long) shape.bytes());
      if (version != VERSION || count < 0 || count > MOST || in.available() != expected) {
        throw damaged(bytes, null);
      }
      List<Trigger> triggers = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        triggers.add(new Trigger(in.readLong(), in.readInt(), in.readNBytes(shape.bytes())));
      }
      return new TriggerSet(shape, List.copyOf(triggers));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(bytes, e);
    }
  }

  private static IllegalArgumentException damaged(byte[] bytes, Exception cause) {
    return new IllegalArgumentException(
        bytes.length + " bytes are no set of triggers of this version, or damaged", cause);
  }
}
