package io.boogeyman.nn.weights;

import io.boogeyman.nn.tensor.TensorBytes;
import io.boogeyman.nn.weights.TorchPickle.Storage;
import io.boogeyman.nn.weights.TorchPickle.TensorView;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The zip archive that {@code torch.save} writes since PyTorch 1.6: a pickle {@code NAME/data.pkl}
 * that says what there is, and the bytes of each storage, stored as they are, as {@code
 * NAME/data/KEY}. Nothing of it is believed unchecked, since the file may come from anyone.
 *
 * @see <a href="https://pytorch.org/docs/stable/notes/serialization.html">the format</a>
 */
final class TorchArchive implements AutoCloseable {
  private static final String PICKLE = "/data.pkl";

  /** More than the names and shapes of any network take. */
  private static final long LONGEST_PICKLE = 64L << 20;

  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final ZipFile zip;
  private final String root;
  private final Map<String, Tensor> storages = new HashMap<>();

  private TorchArchive(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
    this.root =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(PICKLE))
            .findFirst()
            .map(name -> name.substring(0, name.length() - PICKLE.length()))
            .orElseThrow(() -> new IllegalArgumentException(file + " is a zip, but no weights"));
  }

  /**
   * Every tensor of the state dict.
   *
   * @throws IOException in one line, if the file cannot be read
   */
  static SortedMap<String, Tensor> read(Path file) throws IOException {
    try (TorchArchive archive = new TorchArchive(file, open(file))) {
      return archive.weights();
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  /** Whether it brings code along, as TorchScript does; {@code torch.save} writes none. */
  static boolean holdsCode(Path file) throws IOException {
    try (ZipFile zip = open(file)) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith("/constants.pkl"));
    }
  }

  private static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(file, e); // the latter for names that are no text
    }
  }

  private static IOException damaged(Path file, Exception e) {
    String why = e.getMessage() == null ? "it ends early" : e.getMessage();
    return new IOException(file + " is no whole zip archive: " + why, e);
  }

  private SortedMap<String, Tensor> weights() throws IOException {
    requireLittleEndian();
    ZipEntry pickle = entry(root + PICKLE);
    if (pickle.getSize() > LONGEST_PICKLE) {
      throw refused("its pickle would be " + pickle.getSize() + " bytes long");
    }
    Map<String, TensorView> views;
    try (InputStream stream = zip.getInputStream(pickle)) {
      views = TorchPickle.stateDict(file, stream.readNBytes((int) LONGEST_PICKLE));
    }
    SortedMap<String, Tensor> weights = new TreeMap<>();
    for (Map.Entry<String, TensorView> view : views.entrySet()) {
      weights.put(view.getKey(), tensor(view.getKey(), view.getValue()));
    }
    return weights;
  }

  private void requireLittleEndian() throws IOException {
    ZipEntry order = zip.getEntry(root + "/byteorder");
    if (order != null) {
      try (InputStream stream = zip.getInputStream(order)) {
        if (!new String(stream.readNBytes(16), StandardCharsets.US_ASCII).equals("little")) {
          throw refused("its values are not little-endian");
        }
      }
    }
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw refused("it lacks " + name);
    }
    return entry;
  }

  private Tensor tensor(String name, TensorView view) throws IOException {
    if (!view.isWithinStorage()) {
      throw refused(name + " reaches beyond its storage");
    }
    Tensor storage = storages.get(view.storage().key());
    if (storage == null) {
      storage = storage(view.storage());
      storages.put(view.storage().key(), storage);
    }
    return storage
        .as_strided(view.sizes(), view.strides(), new LongOptional(view.offset()))
        .contiguous();
  }

  private Tensor storage(Storage storage) throws IOException {
    ZipEntry entry = entry(root + "/data/" + storage.key());
    long bytes = Math.multiplyExact(storage.values(), storage.type().bytes());
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != bytes) {
      throw refused(
          "storage %s should be %d bytes, and is %d"
              .formatted(storage.key(), bytes, entry.getSize()));
    }
    if (bytes > Integer.MAX_VALUE) {
      throw refused("storage " + storage.key() + " is over 2 GiB");
    }
    Tensor tensor =
        torch.empty(
            new long[] {storage.values()},
            new TensorOptions(storage.type().scalarType()),
            new MemoryFormatOptional());
    try (InputStream stream = zip.getInputStream(entry)) {
      fill(TensorBytes.of(tensor), stream);
    }
    return tensor;
  }

  private void fill(ByteBuffer values, InputStream stream) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK, Math.max(1, values.remaining()))];
    while (values.hasRemaining()) {
      int count = stream.read(chunk, 0, Math.min(chunk.length, values.remaining()));
      if (count < 0) {
        throw refused("it ends early");
      }
      values.put(chunk, 0, count);
    }
  }

  private IllegalArgumentException refused(String why) {
    return TorchPickle.refused(file, why);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
