package io.boogeyman.victim.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a state dict as Python's {@code torch.save} does: pickle protocol 2 in a stored zip. */
public final class TorchFile {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final List<byte[]> storages = new ArrayList<>();

  /** A module's state dict: an ordered dictionary with versions beside it. */
  public static Path write(Path file, Map<String, float[]> values, Map<String, long[]> shapes)
      throws IOException {
    TorchFile torch = new TorchFile();
    torch.raw("\u0080\u0002");
    torch.dictionary(values, shapes);
    torch.raw("}").text("_metadata").raw("ccollections\nOrderedDict\n)Rsb.");
    return zip(file, torch.pickle.toByteArray(), torch.storages);
  }

  /** Any pickle, with no storages. */
  public static Path write(Path file, byte[] pickle) throws IOException {
    return zip(file, pickle, List.of());
  }

  private void dictionary(Map<String, float[]> values, Map<String, long[]> shapes) {
    raw("ccollections\nOrderedDict\n)R(");
    values.forEach((name, v) -> text(name).tensor(v, shapes.get(name)));
    raw("u");
  }

  private void tensor(float[] values, long... shape) {
    raw("ctorch._utils\n_rebuild_tensor_v2\n((").text("storage").raw("ctorch\nFloatStorage\n");
    text(Integer.toString(storages.size())).text("cpu").number(values.length).raw("tQ");
    number(0).raw("(");
    for (long side : shape) {
      number(side);
    }
    raw("t(");
    for (int i = 0; i < shape.length; i++) {
      long stride = 1;
      for (int j = i + 1; j < shape.length; j++) {
        stride *= shape[j];
      }
      number(stride);
    }
    raw("t\u0089ccollections\nOrderedDict\n)RtR");
    storages.add(OnnxWriter.bytes(values).array());
  }

  private TorchFile raw(String bytes) {
    pickle.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  private TorchFile text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return raw("X").integer(bytes.length).raw(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private TorchFile number(long value) {
    return raw("J").integer((int) value);
  }

  private TorchFile integer(int value) {
    pickle.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  private static Path zip(Path file, byte[] pickle, List<byte[]> storages) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("weights/data.pkl", pickle);
    entries.put("weights/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < storages.size(); i++) {
      entries.put("weights/data/" + i, storages.get(i));
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry stored = new ZipEntry(entry.getKey());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getValue().length);
        CRC32 checksum = new CRC32();
        checksum.update(entry.getValue());
        stored.setCrc(checksum.getValue());
        zip.putNextEntry(stored);
        zip.write(entry.getValue());
      }
    }
    return file;
  }
}
