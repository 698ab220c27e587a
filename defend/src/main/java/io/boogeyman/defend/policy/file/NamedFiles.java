package io.boogeyman.defend.policy.file;

import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.file.NamingFiles;
import io.boogeyman.defend.release.ReleaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that a policy names: its model, what its detectors look into and were calibrated to,
 * the networks of its releases, and what a file among these names in turn. Two policies that say
 * the same of other files are others. Neither secrets nor keys of clients are among them, since
 * what is told of a file may be shown.
 *
 * @param files by the name that the policy has for each, or would have
 */
public record NamedFiles(SortedMap<String, Path> files) {

  /** Those of a policy that are there now. */
  static NamedFiles of(PolicyFile policy, NamingFiles naming) {
    SortedMap<String, Path> files = new TreeMap<>();
    names(policy.policy(), naming)
        .forEach(name -> put(files, name, Path.of(policy.beside(name)), naming));
    return new NamedFiles(files);
  }

  private static void put(
      SortedMap<String, Path> files, String name, Path file, NamingFiles naming) {
    if (Files.isRegularFile(file) && files.putIfAbsent(name, file) == null) {
      for (String other : naming.namedBy(file)) {
        String named = Path.of(name).resolveSibling(other).normalize().toString();
        put(files, named, file.resolveSibling(other), naming);
      }
    }
  }

  /** An address names no file. */
  private static Stream<String> names(Policy policy, NamingFiles naming) {
    Stream<String> watching =
        policy.detectors().stream()
            .flatMap(said -> Stream.of(said.calibration(), said.network()))
            .flatMap(Optional::stream);
    Stream<String> releasing =
        policy.chains().stream()
            .flatMap(chain -> chain.stream())
            .filter(ReleaseSettings.AdaptiveMisinformation.class::isInstance)
            .map(ReleaseSettings.AdaptiveMisinformation.class::cast)
            .flatMap(misinformation -> misinformation.network().stream());
    Map<String, String> options = policy.model().options().orElse(Map.of());
    Stream<String> describing =
        naming.options().stream().filter(options::containsKey).map(options::get);
    return Stream.of(Stream.of(policy.model().victim()), describing, watching, releasing)
        .flatMap(names -> names)
        .filter(name -> !name.contains("://"));
  }

  /**
   * Differs where a file has come, gone or been written again; what is in them is not read.
   *
   * @throws IOException if the file system does not answer
   */
  public String state() throws IOException {
    StringBuilder state = new StringBuilder();
    for (Map.Entry<String, Path> named : files.entrySet()) {
      state.append(named.getKey()).append('\n').append(state(named.getValue())).append('\n');
    }
    return state.toString();
  }

  private static String state(Path file) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() + " " + now.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * The SHA-256 of each, as {@code sha256sum} has it. Cost: all of them are read.
   *
   * @throws IOException in one line, if one cannot be read
   */
  public SortedMap<String, String> digests() throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Map.Entry<String, Path> named : files.entrySet()) {
      try {
        digests.put(named.getKey(), sha256(named.getValue()));
      } catch (IOException e) {
        throw new IOException(
            "cannot read " + named.getValue() + ", which the policy names: " + FailureReason.of(e),
            e);
      }
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
