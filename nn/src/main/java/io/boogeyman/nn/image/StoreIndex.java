package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

  static StoreIndex parse(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    List<String> names = readTexts(in);
    byte[] digests = in.readNBytes(names.size() * ImageDigest.BYTES);
    int[] groups = readNumbers(in);
    Optional<Labels> labels = Optional.empty();
    if (in.readBoolean()) {
      List<String> classNames = readTexts(in);
      labels = Optional.of(new Labels(classNames, readNumbers(in)));
    }
    List<UnreadableImage> unreadable = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int index = in.readInt();
      List<String> texts = readTexts(in);
      unreadable.add(new UnreadableImage(index, texts.get(0), texts.get(1)));
    }
    return new StoreIndex(names, digests, groups, labels, List.copyOf(unreadable));
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static void writeNumbers(DataOutputStream out, int... numbers) throws IOException {
    out.writeInt(numbers.length);
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static int[] readNumbers(DataInputStream in) throws IOException {
    int[] numbers = new int[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }
}
