package io.boogeyman.victim.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.boogeyman.core.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An ONNX file and the files beside it that hold the larger of its weights, which only the file
 * itself names. Field numbers are those of onnx.proto; everything else is skipped unread.
 *
 * @param path of the file
 * @param weights names of the files beside it
 */
record OnnxFile(Path path, SortedSet<String> weights) {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int TENSOR_EXTERNAL_DATA = 13;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;
  private static final String LOCATION = "location";

  /**
   * Reads what weights there are.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it is no ONNX file or a file is missing
   */
  static OnnxFile read(Path path) throws IOException {
    SortedSet<String> weights = new TreeSet<>();
    boolean graph = false;
    try (InputStream stream = Files.newInputStream(path)) {
      CodedInputStream model = CodedInputStream.newInstance(stream);
      model.setSizeLimit(Integer.MAX_VALUE);
      for (int tag = model.readTag(); tag != 0; tag = model.readTag()) {
        if (isMessage(tag, MODEL_GRAPH)) {
          graph = true;
          within(model, field -> initializer(model, field, weights));
        } else {
          model.skipField(tag);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(path + " is no ONNX file, or a damaged one", e);
    }
    if (!graph) {
      throw new IllegalArgumentException(path + " is no ONNX file");
    }
    OnnxFile file = new OnnxFile(path, weights);
    file.requireWeights();
    return file;
  }

  private interface Field {
    void read(int tag) throws IOException;
  }

  private static boolean isMessage(int tag, int number) {
    return tag == (number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  private static void within(CodedInputStream in, Field field) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      field.read(tag);
    }
    in.checkLastTagWas(0);
    in.popLimit(outer);
  }

  private static void initializer(CodedInputStream in, int tag, SortedSet<String> weights)
      throws IOException {
    if (isMessage(tag, GRAPH_INITIALIZER)) {
      within(
          in,
          field -> {
            if (isMessage(field, TENSOR_EXTERNAL_DATA)) {
              location(in, weights);
            } else {
              in.skipField(field);
            }
          });
    } else {
      in.skipField(tag);
    }
  }

  private static void location(CodedInputStream in, SortedSet<String> weights) throws IOException {
    String[] entry = {"", ""};
    within(
        in,
        field -> {
          if (isMessage(field, ENTRY_KEY)) {
            entry[0] = in.readString();
          } else if (isMessage(field, ENTRY_VALUE)) {
            entry[1] = in.readString();
          } else {
            in.skipField(field);
          }
        });
    if (entry[0].equals(LOCATION)) {
      weights.add(entry[1]);
    }
  }

  private void requireWeights() throws IOException {
    Path folder = path.toAbsolutePath().normalize().getParent();
    for (String name : weights) {
      Path file = folder.resolve(name).normalize();
      if (!file.startsWith(folder)) {
        throw new IllegalArgumentException(
            path + " has its weights outside its own folder, in " + name);
      }
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file + ", which holds weights of " + path.getFileName());
      }
    }
  }

  /** Over the content of all files. */
  String digest() throws IOException {
    Digest digest = Digest.start().addFile(path);
    for (String name : weights) {
      digest.add(name).addFile(path.resolveSibling(name));
    }
    return digest.hex();
  }
}
