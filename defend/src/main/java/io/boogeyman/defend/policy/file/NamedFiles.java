package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a policy names as its model, for its detectors and for its releases: what it says
 * there and is a file's name is one. Two policies that say the same of other files are others.
 * Secrets and keys of clients are not among them, since what is told of a file may be shown.
 *
 * @param files by the name that the policy has for each
 */
public record NamedFiles(SortedMap<String, Path> files) {
  private static final List<String> PARTS = List.of("model", "detectors", "release", "suspicion");

  /**
   * Those that are there now.
   *
   * @param tree what a policy says
   * @param folder where it is; what is no file there is looked for in the working folder
   */
  static NamedFiles of(JsonNode tree, Path folder) {
    SortedMap<String, Path> files = new TreeMap<>();
    PARTS.forEach(part -> collect(tree.path(part), folder, files));
    return new NamedFiles(files);
  }

  private static void collect(JsonNode node, Path folder, SortedMap<String, Path> files) {
    if (node.isTextual()) {
      file(node.asText(), folder).ifPresent(file -> files.put(node.asText(), file));
    }
    node.forEach(inside -> collect(inside, folder, files));
  }

  private static Optional<Path> file(String name, Path folder) {
    try {
      Path beside = folder.resolve(name);
      Path file = Files.exists(beside) ? beside : Path.of(name);
      return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Differs where a file has come, gone or been written again; what is in them is not read.
   *
   * @throws IOException if the file system does not answer
   */
  public String state() throws IOException {
    StringBuilder state = new StringBuilder();
    for (Map.Entry<String, Path> named : files.entrySet()) {
      Path file = named.getValue();
      state.append(named.getKey()).append('\n');
      if (Files.exists(file)) {
        state.append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file));
      }
      state.append('\n');
    }
    return state.toString();
  }

  /**
   * The SHA-256 of each, as {@code sha256sum} has it. Cost: all of them are read.
   *
   * @throws IOException if one cannot be read
   */
  public SortedMap<String, String> digests() throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Map.Entry<String, Path> named : files.entrySet()) {
      digests.put(named.getKey(), sha256(named.getValue()));
    }
    return digests;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file);
        DigestInputStream read =
            new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      read.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(read.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
