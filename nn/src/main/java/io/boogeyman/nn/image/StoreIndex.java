package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.Labels;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a store knows of its images besides their pixels.
 *
 * @param names one an image
 * @param digests of the images, 16 bytes each, one after another
 * @param groups one an image
 * @param labels one an image; empty if the source is unlabelled
 * @param unreadable what was left out
 */
@SuppressWarnings("ArrayRecordComponent") // read and written as a whole, never compared
record StoreIndex(
    List<String> names,
    byte[] digests,
    int[] groups,
    Optional<Labels> labels,
    List<UnreadableImage> unreadable) {

  /** The index of the images of {@code source} that could be read. */
  static StoreIndex of(ImageSource source, byte[] digests, List<UnreadableImage> unreadable) {
    boolean[] leftOut = new boolean[source.size()];
    unreadable.forEach(image -> leftOut[image.index()] = true);
    int[] kept = IntStream.range(0, source.size()).filter(i -> !leftOut[i]).toArray();
    List<String> names = new ArrayList<>(kept.length);
    int[] groups = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      names.add(source.nameOf(kept[i]));
      groups[i] = source.groupOf(kept[i]);
    }
    return new StoreIndex(
        names, digests, groups, source.labels().map(labels -> labels.at(kept)), unreadable);
  }

  ImageDigest digestOf(int image) {
    Objects.checkIndex(image, names.size());
    return ImageDigest.read(ByteBuffer.wrap(digests, image * ImageDigest.BYTES, ImageDigest.BYTES));
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    writeTexts(out, names);
    out.write(digests);
    writeNumbers(out, groups);
    out.writeBoolean(labels.isPresent());
    if (labels.isPresent()) {
      writeTexts(out, labels.get().classNames());
      writeNumbers(out, labels.get().toArray());
    }
    out.writeInt(unreadable.size());
    for (UnreadableImage image : unreadable) {
      out.writeInt(image.index());
      writeTexts(out, List.of(image.name(), image.reason()));
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @param count how many images the header says
   * @return empty if it is damaged, as a failing disk leaves a file
   */
  static Optional<StoreIndex> parse(byte[] bytes, int count) {
    try {
      return Optional.of(parse(ByteBuffer.wrap(bytes))).filter(index -> index.isOf(count));
    } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static StoreIndex parse(ByteBuffer in) {
    List<String> names = readTexts(in);
    byte[] digests = readBytes(in, Math.multiplyExact(names.size(), ImageDigest.BYTES));
    int[] groups = readNumbers(in);
    Optional<Labels> labels = Optional.empty();
    if (in.get() != 0) {
      List<String> classNames = readTexts(in);
      labels = Optional.of(new Labels(classNames, readNumbers(in)));
    }
    List<UnreadableImage> unreadable = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      int index = in.getInt();
      List<String> texts = readTexts(in);
      if (texts.size() != 2) {
        throw new IllegalArgumentException(texts.size() + " texts of an unreadable image");
      }
      unreadable.add(new UnreadableImage(index, texts.get(0), texts.get(1)));
    }
    return new StoreIndex(names, digests, groups, labels, List.copyOf(unreadable));
  }

  private boolean isOf(int count) {
    return names.size() == count
        && groups.length == count
        && labels.map(Labels::size).orElse(count) == count;
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static List<String> readTexts(ByteBuffer in) {
    List<String> texts = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      texts.add(readText(in));
    }
    return texts;
  }

  private static String readText(ByteBuffer in) {
    return new String(readBytes(in, in.getInt()), StandardCharsets.UTF_8);
  }

  /** A length is believed only where so many bytes are left. */
  private static byte[] readBytes(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void writeNumbers(DataOutputStream out, int... numbers) throws IOException {
    out.writeInt(numbers.length);
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static int[] readNumbers(ByteBuffer in) {
    int count = in.getInt();
    ByteBuffer bytes = ByteBuffer.wrap(readBytes(in, Math.multiplyExact(count, Integer.BYTES)));
    int[] numbers = new int[count];
    bytes.asIntBuffer().get(numbers);
    return numbers;
  }
}
