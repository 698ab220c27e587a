package io.boogeyman.cli.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * CIFAR's files. The input's first byte chooses CIFAR-10 or CIFAR-100, the second whether each byte
 * is followed by an image's 3,072 pixels, which no fuzzer would come by; the third says how many of
 * the bytes are the classes' names.
 */
public final class CifarTarget {
  private static final Promise PROMISE = Promise.throwingOnly(IOException.class);
  private static final Scratch TEN = new Scratch();
  private static final Scratch HUNDRED = new Scratch();
  private static final int PIXELS = 3072;

  private CifarTarget() {}

  /** Opens the input as a training file with names. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 3) {
      return;
    }
    int names = Math.min(Byte.toUnsignedInt(input[2]), input.length - 3);
    byte[] nameFile = Arrays.copyOfRange(input, 3, 3 + names);
    byte[] given = Arrays.copyOfRange(input, 3 + names, input.length);
    byte[] images = input[1] % 2 == 0 ? given : withPixels(given, input[0] % 2 == 0 ? 1 : 2);
    PROMISE.holdsFor(
        images.length + names, () -> Sources.exhaust(files(images, nameFile, input[0] % 2 == 0)));
  }

  private static byte[] withPixels(byte[] labels, int labelBytes) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i + labelBytes <= labels.length; i += labelBytes) {
      file.write(labels, i, labelBytes);
      file.writeBytes(new byte[PIXELS]);
    }
    return file.toByteArray();
  }

  private static Path files(byte[] images, byte[] names, boolean ten) throws IOException {
    Scratch scratch = ten ? TEN : HUNDRED;
    scratch.write(ten ? "data_batch_1.bin" : "train.bin", images);
    scratch.write(ten ? "batches.meta.txt" : "fine_label_names.txt", names);
    return scratch.folder();
  }
}
